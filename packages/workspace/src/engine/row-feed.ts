import {
  type DuckDBConnection,
  type DuckDBDataChunk,
  DuckDBTableFunction,
  type DuckDBType,
  INTEGER,
} from '@duckdb/node-api';

/** Rows on their way from JavaScript into a table. */
export interface Feed {
  readonly columns: readonly { readonly name: string; readonly type: DuckDBType }[];
  /** Rows there are in all. */
  readonly rows: number;
  /** Sizes the chunk to the next rows, `most` of them or fewer, and fills it; to none after the last. */
  fill(chunk: DuckDBDataChunk, most: number): void;
}

export interface RowFeeds {
  /** Runs an INSERT that reads `FROM` the feed. The insertion itself, with its compression, runs beside JavaScript. */
  insert(connection: DuckDBConnection, target: string, feed: Feed): Promise<void>;
}

const chunkRows = 2048;

/** Registers the table function through which an engine takes rows. */
export function registerRowFeeds(connection: DuckDBConnection): RowFeeds {
  const feeds = new Map<number, Feed>();
  let last = 0;
  const feedOf = (id: unknown): Feed => {
    const feed = feeds.get(Number(id));
    if (!feed) throw new RangeError(`There is no feed ${String(id)}.`);
    return feed;
  };
  connection.registerTableFunction(
    DuckDBTableFunction.create({
      name: 'huntbook_feed',
      parameterTypes: [INTEGER],
      bindFunction: (info) => {
        const feed = feedOf(info.getParameter(0));
        for (const column of feed.columns) info.addResultColumn(column.name, column.type);
        info.setCardinality(feed.rows, true);
        info.setBindData({ feed });
      },
      initFunction: (info) => {
        info.setMaxThreads(1);
      },
      mainFunction: (info, output) => {
        const { feed } = info.getBindData() as { feed: Feed };
        feed.fill(output, chunkRows);
      },
    }),
  );
  return {
    async insert(target, sql, feed) {
      const id = ++last;
      feeds.set(id, feed);
      try {
        await target.run(`INSERT INTO ${sql} SELECT * FROM huntbook_feed(${id})`);
      } finally {
        feeds.delete(id);
      }
    },
  };
}
