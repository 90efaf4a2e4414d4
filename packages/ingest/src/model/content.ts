/** The unpacked bytes of one log, readable from the start as often as needed. */
export interface Content {
  /** In bytes, where known without reading. */
  readonly size: number | undefined;
  /** Bytes of the archive it was unpacked from, where its own size is not known. */
  readonly packedSize?: number | undefined;
  /** When it was last changed, in milliseconds since 1970, where that is known. */
  readonly modified?: number | undefined;
  /** The file on disk that holds just these bytes, when there is one. */
  readonly file?: string;
  /** Throws IngestError when the bytes cannot be had, or are more than the limits allow. */
  open(signal?: AbortSignal): AsyncIterable<Buffer>;
  /** What was found wrong with the packed form while reading; what could be unpacked was delivered nonetheless. */
  flaw?(): string | undefined;
  /** Lets go of memory held for reading again. */
  release?(): void;
}
