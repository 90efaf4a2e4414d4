export { compile, engineSetup } from './compile.js';
export { compileWithShapes, type Probe } from './compile-with-shapes.js';
export { diagnostics, type QueryDiagnostic } from './diagnostics.js';
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
export { formatKqlLiteral, quoteKqlString } from './quoting.js';
