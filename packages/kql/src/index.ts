export { compile, engineSetup } from './compile.js';
export type {
  CompiledQuery,
  CompileOptions,
  HostFunction,
  HostType,
  HostValue,
  KqlLiteral,
  RenderSpec,
} from './model/compiled-query.js';
export type { KqlErrorCode, KqlErrorDetails } from './model/error.js';
export { KqlError } from './model/error.js';
export type { ColumnSchema, DatabaseSchema, FunctionSchema, KqlType, TableSchema } from './model/schema.js';
