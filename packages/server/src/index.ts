export type * from './api/contract.js';
export { ServerError, type ServerErrorCode } from './edge/api-failure.js';
export { toJson } from './edge/json.js';
export { type HuntJsonOptions, huntJson } from './hunts/hunt-json.js';
export { createLog } from './log.js';
export {
  createHuntbookApp,
  createServer,
  type HuntbookApp,
  type RunningServer,
  type ServerOptions,
} from './server.js';
export { version } from './version.js';
