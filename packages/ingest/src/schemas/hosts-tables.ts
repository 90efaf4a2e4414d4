import { defineTable } from './define-table.js';

const heartbeat = defineTable(
  'Heartbeat',
  `
  TimeGenerated:datetime Category Computer ComputerEnvironment ComputerIP ComputerPrivateIPs:dynamic
  IsGatewayInstalled:bool ManagementGroupName OSMajorVersion OSMinorVersion OSName OSType RemoteIPCountry
  RemoteIPLatitude:real RemoteIPLongitude:real Resource ResourceGroup ResourceId ResourceProvider ResourceType
  SCAgentChannel Solutions SubscriptionId Version VMUUID _BilledSize:real _IsBillable _ResourceId SourceSystem
  _SubscriptionId Type TenantId
  `,
);

const syslog = defineTable(
  'Syslog',
  `
  TimeGenerated:datetime CollectorHostName Computer EventTime:datetime Facility HostIP HostName ProcessID:int
  ProcessName SeverityLevel SyslogMessage _BilledSize:real _IsBillable _ResourceId SourceSystem _SubscriptionId Type
  TenantId
  `,
);

const auditLogCl = defineTable(
  'AuditLog_CL',
  `
  TimeGenerated:datetime EventType Computer mssg_id a0 a1 a2 argc:long auid:long cmdline cwd egid:long euid:long exe
  gid:long pid:long ppid:long proctitle ses:long success uid:long AuditdMessage RawData TenantId RecordType acct addr
  audit_user cmd comm exit hostname id key op paths:dynamic res syscall terminal tty unit
  `,
);

const linuxAuditLog = defineTable(
  'LinuxAuditLog',
  `
  TimeGenerated:datetime a0 a1 a2 a3 a4 a5 a6 a7 a8 a9 acct addr arch argc:long audit_user AuditID auid:long cmd
  comm Computer ComputerEnvironment cwd data effective_group effective_user egid:long euid:long exe exit
  ExternalAgentIp family filetype gid:long group hostname icmptype key ManagementGroup ManagementGroupName name node
  op path pid:long ppid:long RawRecord RecordType res ResourceId result SerialNumber ses:long SourceComputerId
  success syscall terminal TimeUploaded:datetime tty uid:long user vm _BilledSize:real _IsBillable _ResourceId
  _SubscriptionId Type TenantId
  `,
);

const update = defineTable(
  'Update',
  `
  TimeGenerated:datetime ApprovalSource Approved:bool BulletinID BulletinUrl Classification Computer
  ComputerEnvironment CVENumbers InstallTimeAvailable:bool InstallTimeDeviationRangeSeconds:real
  InstallTimePredictionSeconds:real KBID ManagementGroupName MSRCBulletinID MSRCSeverity Optional:bool OSFullName
  OSName OSType OSVersion PackageRepository PackageSeverity Product ProductArch ProductVersion
  PublishedDate:datetime RebootBehavior Resource ResourceGroup ResourceId ResourceProvider ResourceType
  RevisionNumber SourceComputerId SubscriptionId Title UpdateID UpdateState VMUUID _BilledSize:real _IsBillable
  _ResourceId SourceSystem _SubscriptionId Type TenantId
  `,
);

const configurationChange = defineTable(
  'ConfigurationChange',
  `
  TimeGenerated:datetime Acls Attributes ChangeCategory Computer ConfigChangeType Current DateCreated:datetime
  DateModified:datetime FieldsChanged FileContentChecksum FileSystemPath Hive LastSnapshotAge:long Location
  ManagementGroupName Name Previous PreviousAcls PreviousAttributes PreviousDateCreated:datetime
  PreviousDateModified:datetime PreviousFileContentChecksum PreviousSize:long PreviousValueData PreviousValueType
  Publisher RegistryKey Size:long SoftwareDescription SoftwareName SoftwareType SourceComputerId SvcAccount
  SvcChangeType SvcController SvcDisplayName SvcName SvcPath SvcPreviousAccount SvcPreviousController
  SvcPreviousPath SvcPreviousRunlevels SvcPreviousStartupType SvcPreviousState SvcRunlevels SvcStartupType SvcState
  ValueData ValueName ValueType VMUUID _BilledSize:real _IsBillable _ResourceId SourceSystem _SubscriptionId Type
  TenantId
  `,
);

const configurationData = defineTable(
  'ConfigurationData',
  `
  TimeGenerated:datetime Acls Architecture Attributes Computer ConfigDataType CurrentVersion DateCreated:datetime
  DateModified:datetime FileContentChecksum FileSystemPath Hive Location ManagementGroupName Name Publisher
  RegistryKey Size:long SoftwareDescription SoftwareName SoftwareType SourceComputerId SvcAccount SvcController
  SvcDescription SvcDisplayName SvcName SvcPath SvcRunlevels SvcStartupType SvcState ValueData ValueName ValueType
  VMUUID _BilledSize:real _IsBillable _ResourceId SourceSystem _SubscriptionId Type TenantId
  `,
);

const protectionStatus = defineTable(
  'ProtectionStatus',
  `
  TimeGenerated:datetime AMProductVersion Computer ComputerEnvironment ComputerIP_Hidden DetectionId DeviceName
  ManagementGroupName OSName ProtectionStatus ProtectionStatusDetails ProtectionStatusRank:int Resource
  ResourceGroup ResourceId ResourceProvider ResourceType ScanDate:datetime SignatureVersion SourceComputerId
  SubscriptionId Threat ThreatStatus ThreatStatusDetails ThreatStatusRank:int TypeofProtection VMUUID
  _BilledSize:real _IsBillable _ResourceId SourceSystem _SubscriptionId TenantId Type
  `,
);

const securityBaseline = defineTable(
  'SecurityBaseline',
  `
  TimeGenerated:datetime ActualResult AnalyzeOperation AnalyzeResult AssessmentId AzId BaselineRuleType BaselineType
  CceId Computer ComputerEnvironment Description ExpectedResult ManagementGroupName OSName Resource ResourceGroup
  ResourceId ResourceProvider ResourceType RuleSetting RuleSeverity SitePath SourceComputerId SubscriptionId
  _BilledSize:real _IsBillable _ResourceId SourceSystem _SubscriptionId Type TenantId
  `,
);

const insightsMetrics = defineTable(
  'InsightsMetrics',
  `
  TimeGenerated:datetime AgentId Computer Name Namespace Origin Tags Val:real Value _BilledSize:real _IsBillable
  _ResourceId SourceSystem _SubscriptionId Type TenantId
  `,
);

const perf = defineTable(
  'Perf',
  `
  TimeGenerated:datetime BucketEndTime:datetime BucketStartTime:datetime Computer CounterName CounterPath
  CounterValue:real InstanceName Max:real Min:real ObjectName SampleCount:int StandardDeviation:real
  _BilledSize:real _IsBillable _ResourceId SourceSystem _SubscriptionId Type TenantId
  `,
);

const operation = defineTable(
  'Operation',
  `
  TimeGenerated:datetime Computer CorrelationId Detail ErrorId HelpLink ManagementGroupName OperationCategory
  OperationKey OperationStatus Solution SourceComputerId _BilledSize:real _IsBillable _ResourceId SourceSystem
  _SubscriptionId Type TenantId
  `,
);

export const hostTables = [
  heartbeat,
  syslog,
  auditLogCl,
  linuxAuditLog,
  update,
  configurationChange,
  configurationData,
  protectionStatus,
  securityBaseline,
  insightsMetrics,
  perf,
  operation,
];
