/** The unpacked bytes of one log, readable from the start as often as needed. */
export interface Content {
  /** In bytes, where known without reading. */
  readonly size: number | undefined;
  /** The file on disk that holds just these bytes, when there is one. */
  readonly file?: string;
  open(signal?: AbortSignal): AsyncIterable<Buffer>;
}
