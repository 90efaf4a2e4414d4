export type { ArchiveLimits, Base64Record, Confidence, UnpackOptions } from './base64/model.js';
export { type DecodedPowerShell, decodePowerShell } from './base64/powershell.js';
export { type Unpacked, unpackBase64 } from './base64/unpack.js';
export { type UnpackedRow, unpackBase64Column } from './base64/unpack-column.js';
export {
  type ClusterEventsOptions,
  type ClusterRows,
  clusterEvents,
  type EventClusters,
} from './clustering/cluster-events.js';
export { type DbscanOptions, dbscan } from './clustering/dbscan.js';
export { type FeatureColumn, featureMatrix } from './clustering/feature-matrix.js';
export { type EncodedCommand, encodedCommandOf } from './command-line/encoded-command.js';
export { splitCommandLine } from './command-line/split.js';
export { ADMINISTRATIVE_COLUMNS, expandEventData } from './event-data/expand.js';
export { type EventData, parseEventData } from './event-data/parse.js';
export { charOrdScore } from './features/character-score.js';
export { crc32Hash, delimHash } from './features/crc32.js';
export { delimCount, tokenCount } from './features/delimiters.js';
export { isSystemLogon, normaliseLogonId } from './features/logon-id.js';
export {
  accountScores,
  type ProcessColumns,
  type ProcessFeatureOptions,
  type ProcessFeatures,
  processFeatures,
} from './features/process-features.js';
export { type ExtractedIndicators, type ExtractOptions, extractIndicators } from './indicators/extract.js';
export type {
  CustomIocType,
  IgnoreList,
  Indicator,
  IocType,
  LinearPattern,
  ScanOptions,
} from './indicators/model.js';
export { defang, refang } from './indicators/refang.js';
export { indicatorScanner, scanIndicators } from './indicators/scan.js';
export { iocType, validateIndicator } from './indicators/validate.js';
export { AnalysisError, type AnalysisErrorCode } from './model/error.js';
export type { Parity } from './model/parity.js';
export { formatMicros, parseMicros } from './model/time.js';
export { type AdaptedProcesses, adaptProcesses, processColumnsOf } from './process-tree/adapt.js';
export { buildProcessTree } from './process-tree/build.js';
export { processKey } from './process-tree/key.js';
export type { LinkConfidence, ProcessTree, ProcessTreeColumns, ProcessTreeOptions } from './process-tree/model.js';
export * from './process-tree/navigate.js';
export { formatPid, parsePid } from './process-tree/pid.js';
export { inferProcessSchema, PROCESS_SCHEMAS, type ProcessSchema } from './process-tree/schemas.js';
export { type ProcessTreeSummary, summarizeTree } from './process-tree/summary.js';
export { type TreeTextOptions, treeText } from './process-tree/text.js';
export { abovePercentile, type PercentileFilterOptions, percentile } from './rarity/percentile.js';
export {
  type ProcessRarity,
  type ProcessRarityColumns,
  type ProcessRarityOptions,
  processRarity,
} from './rarity/process-rarity.js';
export { eventRarity, type SessionRarity, type SessionRarityColumns, sessionRarity } from './rarity/session-rarity.js';
export type { LogonEventColumns, LogonSession, SessionEnd } from './sessions/model.js';
export { pairSessions } from './sessions/pair.js';
export type { SecurityEventKind } from './windows/catalogue/entry.js';
export { type IpType, ipType, isIpAddress } from './windows/ip-type.js';
export { kerberosStatus, logonStatus } from './windows/logon-status.js';
export { logonTypeName, serviceStartType, serviceType, sidNotes } from './windows/names.js';
export { describeEvent, isAccountChange, SECURITY_EVENTS, securityEvent } from './windows/security-events.js';
