import type { Parity } from '../model/parity.js';

/** How sure it is that a run of characters was meant as base64: paths, hashes and long words decode, too, to noise. */
export type Confidence = 'high' | 'low';

/** One decoded item: the content of an encoded string, or a member of the archive that it holds. */
export interface Base64Record {
  /** Dotted: fragments of the layers above, then layer and fragment (and member) of this item. */
  readonly reference: string;
  /** The encoded text as it stands in its source. */
  readonly original_string: string;
  /** Member name, `gzip_file`, `deflate_stream` or `unknown`. */
  readonly file_name: string;
  /** `zip`, `gz`, `tar`, `deflate`, `zlib`, `exe`, `dll`, `sys`, `7z`, `rar`, `pdf`, `msi`, `wim`; of a member, the archive's. */
  readonly file_type: string | null;
  /** The bytes, of an archive those of the member. */
  readonly input_bytes: Uint8Array;
  /** null for binary content. */
  readonly decoded_string: string | null;
  readonly encoding_type: 'utf-8' | 'utf-16' | 'binary';
  readonly file_hashes: { readonly md5: string; readonly sha1: string; readonly sha256: string };
  readonly md5: string;
  readonly sha1: string;
  readonly sha256: string;
  /** Two-digit lower-case hex, separated by spaces. At most the first 4096 bytes outside parity. */
  readonly printable_bytes: string;
  /** 1 for what stands in the text itself, 2 for what was found in decoded text, and so on. */
  readonly layer: number;
  readonly confidence: Confidence;
}

export interface UnpackOptions {
  /** Decode layers within layers down to this many; 20 by default. */
  readonly maxDepth?: number;
  /** Encoded strings looked at in one text; 50 by default. */
  readonly maxFragments?: number;
  /** Read bytes as UTF-16 wherever they can be, not only where they look so; false by default. */
  readonly utf16?: boolean;
  /** Give no record of paths, hashes and long words that decode to noise; false by default. */
  readonly highConfidenceOnly?: boolean;
  readonly limits?: Partial<ArchiveLimits>;
  /**
   * With `msticpy`: thirty characters at least and correct padding, UTF-16LE text is read as UTF-8 with its NULs, no
   * raw deflate streams.
   */
  readonly parity?: Parity;
}

/** What an archive may hold; one that holds more is treated as plain bytes. */
export interface ArchiveLimits {
  /** 100 by default. */
  readonly members: number;
  /** Unpacked bytes of all members; 16 MiB by default. */
  readonly bytes: number;
  /** Unpacked to packed size; 200 by default. Applies above 1 MiB. */
  readonly ratio: number;
}

export const DEFAULT_LIMITS: ArchiveLimits = { members: 100, bytes: 16 * 2 ** 20, ratio: 200 };

export interface ArchiveMember {
  readonly name: string;
  readonly bytes: Uint8Array;
}
