import { defineTable } from './define-table.js';

const deviceImageLoadEvents = defineTable(
  'DeviceImageLoadEvents',
  `
  TimeGenerated:datetime Timestamp:datetime ActionType AppGuardContainerId DeviceId DeviceName FileName
  FileSize:long FolderPath InitiatingProcessAccountDomain InitiatingProcessAccountName
  InitiatingProcessAccountObjectId InitiatingProcessAccountSid InitiatingProcessAccountUpn
  InitiatingProcessCommandLine InitiatingProcessCreationTime:datetime InitiatingProcessFileName
  InitiatingProcessFileSize:long InitiatingProcessFolderPath InitiatingProcessId:long
  InitiatingProcessIntegrityLevel InitiatingProcessMD5 InitiatingProcessParentCreationTime:datetime
  InitiatingProcessParentFileName InitiatingProcessParentId:long InitiatingProcessSHA1 InitiatingProcessSHA256
  InitiatingProcessTokenElevation InitiatingProcessVersionInfoCompanyName
  InitiatingProcessVersionInfoFileDescription InitiatingProcessVersionInfoInternalFileName
  InitiatingProcessVersionInfoOriginalFileName InitiatingProcessVersionInfoProductName
  InitiatingProcessVersionInfoProductVersion MachineGroup MD5 ReportId:long SHA1 SHA256
  InitiatingProcessSessionId:long IsInitiatingProcessRemoteSession:bool InitiatingProcessRemoteSessionDeviceName
  InitiatingProcessRemoteSessionIP InitiatingProcessUniqueId _BilledSize:real _IsBillable SourceSystem TenantId Type
  `,
);

const deviceInfo = defineTable(
  'DeviceInfo',
  `
  TimeGenerated:datetime Timestamp:datetime AadDeviceId AdditionalFields:dynamic AssetValue AwsResourceName
  AzureResourceId ClientVersion DeviceCategory DeviceDynamicTags DeviceId DeviceManualTags DeviceName DeviceObjectId
  DeviceSubtype DeviceType ExclusionReason ExposureLevel GcpFullResourceName IsAzureADJoined:bool IsExcluded:bool
  IsInternetFacing:bool JoinType LoggedOnUsers:dynamic MachineGroup MergedDeviceIds MergedToDeviceId Model
  OnboardingStatus OSArchitecture OSBuild:long OSDistribution OSPlatform OSVersion OSVersionInfo PublicIP
  RegistryDeviceTag ReportId:long SensorHealthState Vendor AzureVmId AzureVmSubscriptionId CloudPlatforms
  HardwareUuid HostDeviceId IsTransient:bool MitigationStatus OsBuildRevision RestrictedDeviceSecurityOperations
  ConnectivityType Site DiscoverySources _BilledSize:real _IsBillable SourceSystem TenantId Type
  `,
);

const deviceLogonEvents = defineTable(
  'DeviceLogonEvents',
  `
  TimeGenerated:datetime Timestamp:datetime AccountDomain AccountName AccountSid ActionType AdditionalFields:dynamic
  AppGuardContainerId DeviceId DeviceName FailureReason InitiatingProcessAccountDomain InitiatingProcessAccountName
  InitiatingProcessAccountObjectId InitiatingProcessAccountSid InitiatingProcessAccountUpn
  InitiatingProcessCommandLine InitiatingProcessCreationTime:datetime InitiatingProcessFileName
  InitiatingProcessFileSize:long InitiatingProcessFolderPath InitiatingProcessId:long
  InitiatingProcessIntegrityLevel InitiatingProcessMD5 InitiatingProcessParentCreationTime:datetime
  InitiatingProcessParentFileName InitiatingProcessParentId:long InitiatingProcessSHA1 InitiatingProcessSHA256
  InitiatingProcessTokenElevation InitiatingProcessVersionInfoCompanyName
  InitiatingProcessVersionInfoFileDescription InitiatingProcessVersionInfoInternalFileName
  InitiatingProcessVersionInfoOriginalFileName InitiatingProcessVersionInfoProductName
  InitiatingProcessVersionInfoProductVersion IsLocalAdmin:bool LogonId:long LogonType MachineGroup Protocol
  RemoteDeviceName RemoteIP RemoteIPType RemotePort:int ReportId:long InitiatingProcessSessionId:long
  IsInitiatingProcessRemoteSession:bool InitiatingProcessRemoteSessionDeviceName InitiatingProcessRemoteSessionIP
  InitiatingProcessUniqueId _BilledSize:real _IsBillable SourceSystem TenantId Type
  `,
);

const deviceNetworkEvents = defineTable(
  'DeviceNetworkEvents',
  `
  TimeGenerated:datetime Timestamp:datetime ActionType AdditionalFields:dynamic AppGuardContainerId DeviceId
  DeviceName InitiatingProcessAccountDomain InitiatingProcessAccountName InitiatingProcessAccountObjectId
  InitiatingProcessAccountSid InitiatingProcessAccountUpn InitiatingProcessCommandLine
  InitiatingProcessCreationTime:datetime InitiatingProcessFileName InitiatingProcessFileSize:long
  InitiatingProcessFolderPath InitiatingProcessId:long InitiatingProcessIntegrityLevel InitiatingProcessMD5
  InitiatingProcessParentCreationTime:datetime InitiatingProcessParentFileName InitiatingProcessParentId:long
  InitiatingProcessSHA1 InitiatingProcessSHA256 InitiatingProcessTokenElevation
  InitiatingProcessVersionInfoCompanyName InitiatingProcessVersionInfoFileDescription
  InitiatingProcessVersionInfoInternalFileName InitiatingProcessVersionInfoOriginalFileName
  InitiatingProcessVersionInfoProductName InitiatingProcessVersionInfoProductVersion LocalIP LocalIPType
  LocalPort:int MachineGroup Protocol RemoteIP RemoteIPType RemotePort:int RemoteUrl ReportId:long
  InitiatingProcessSessionId:long IsInitiatingProcessRemoteSession:bool InitiatingProcessRemoteSessionDeviceName
  InitiatingProcessRemoteSessionIP InitiatingProcessUniqueId LogonID:long _BilledSize:real _IsBillable SourceSystem
  TenantId Type
  `,
);

const deviceNetworkInfo = defineTable(
  'DeviceNetworkInfo',
  `
  TimeGenerated:datetime Timestamp:datetime ConnectedNetworks:dynamic DefaultGateways:dynamic DeviceId DeviceName
  DnsAddresses:dynamic IPAddresses:dynamic IPv4Dhcp IPv6Dhcp MacAddress MachineGroup NetworkAdapterName
  NetworkAdapterStatus NetworkAdapterType NetworkAdapterVendor ReportId:long TunnelType OnboardingStatus
  NetworkAdapterDnsSuffix _BilledSize:real _IsBillable SourceSystem TenantId Type
  `,
);

const deviceProcessEvents = defineTable(
  'DeviceProcessEvents',
  `
  TimeGenerated:datetime Timestamp:datetime AccountDomain AccountName AccountObjectId AccountSid AccountUpn
  ActionType AdditionalFields:dynamic AppGuardContainerId DeviceId DeviceName FileName FileSize:long FolderPath
  InitiatingProcessAccountDomain InitiatingProcessAccountName InitiatingProcessAccountObjectId
  InitiatingProcessAccountSid InitiatingProcessAccountUpn InitiatingProcessCommandLine
  InitiatingProcessCreationTime:datetime InitiatingProcessFileName InitiatingProcessFileSize:long
  InitiatingProcessFolderPath InitiatingProcessId:long InitiatingProcessIntegrityLevel InitiatingProcessLogonId:long
  InitiatingProcessMD5 InitiatingProcessParentCreationTime:datetime InitiatingProcessParentFileName
  InitiatingProcessParentId:long InitiatingProcessSHA1 InitiatingProcessSHA256 InitiatingProcessSignatureStatus
  InitiatingProcessSignerType InitiatingProcessTokenElevation InitiatingProcessVersionInfoCompanyName
  InitiatingProcessVersionInfoFileDescription InitiatingProcessVersionInfoInternalFileName
  InitiatingProcessVersionInfoOriginalFileName InitiatingProcessVersionInfoProductName
  InitiatingProcessVersionInfoProductVersion LogonId:long MachineGroup MD5 ProcessCommandLine
  ProcessCreationTime:datetime ProcessId:long ProcessIntegrityLevel ProcessTokenElevation
  ProcessVersionInfoCompanyName ProcessVersionInfoFileDescription ProcessVersionInfoInternalFileName
  ProcessVersionInfoOriginalFileName ProcessVersionInfoProductName ProcessVersionInfoProductVersion ReportId:long
  SHA1 SHA256 CreatedProcessSessionId:long IsProcessRemoteSession:bool ProcessRemoteSessionDeviceName
  ProcessRemoteSessionIP InitiatingProcessSessionId:long IsInitiatingProcessRemoteSession:bool
  InitiatingProcessRemoteSessionDeviceName InitiatingProcessRemoteSessionIP InitiatingProcessUniqueId
  ProcessUniqueId _BilledSize:real _IsBillable SourceSystem TenantId Type
  `,
);

const deviceRegistryEvents = defineTable(
  'DeviceRegistryEvents',
  `
  TimeGenerated:datetime Timestamp:datetime ActionType AppGuardContainerId DeviceId DeviceName
  InitiatingProcessAccountDomain InitiatingProcessAccountName InitiatingProcessAccountObjectId
  InitiatingProcessAccountSid InitiatingProcessAccountUpn InitiatingProcessCommandLine
  InitiatingProcessCreationTime:datetime InitiatingProcessFileName InitiatingProcessFileSize:long
  InitiatingProcessFolderPath InitiatingProcessId:long InitiatingProcessIntegrityLevel InitiatingProcessMD5
  InitiatingProcessParentCreationTime:datetime InitiatingProcessParentFileName InitiatingProcessParentId:long
  InitiatingProcessSHA1 InitiatingProcessSHA256 InitiatingProcessTokenElevation
  InitiatingProcessVersionInfoCompanyName InitiatingProcessVersionInfoFileDescription
  InitiatingProcessVersionInfoInternalFileName InitiatingProcessVersionInfoOriginalFileName
  InitiatingProcessVersionInfoProductName InitiatingProcessVersionInfoProductVersion MachineGroup
  PreviousRegistryKey PreviousRegistryValueData PreviousRegistryValueName RegistryKey RegistryValueData
  RegistryValueName RegistryValueType ReportId:long InitiatingProcessSessionId:long
  IsInitiatingProcessRemoteSession:bool InitiatingProcessRemoteSessionDeviceName InitiatingProcessRemoteSessionIP
  InitiatingProcessUniqueId _BilledSize:real _IsBillable SourceSystem TenantId Type
  `,
);

const deviceTvmBrowserExtensions = defineTable(
  'DeviceTvmBrowserExtensions',
  `
  DeviceId BrowserName ExtensionId ExtensionName ExtensionDescription ExtensionVersion ExtensionRisk ExtensionVendor
  IsActivated InstallationTime:datetime
  `,
);

const deviceTvmCertificateInfo = defineTable(
  'DeviceTvmCertificateInfo',
  `
  DeviceId Thumbprint Path SerialNumber IssuedTo:dynamic IssuedBy:dynamic FriendlyName SignatureAlgorithm KeySize
  ExpirationDate IssueDate SubjectType KeyUsage ExtendedKeyUsage
  `,
);

const KB = defineTable(
  'DeviceTvmInfoGatheringKB',
  `
  IgId FieldName Description Categories:dynamic DataStructure
  `,
);

const deviceTvmSecureConfigurationAssessment = defineTable(
  'DeviceTvmSecureConfigurationAssessment',
  `
  TimeGenerated:datetime Timestamp:datetime ConfigurationCategory ConfigurationId ConfigurationImpact:real
  ConfigurationSubcategory Context:dynamic DeviceId DeviceName IsApplicable:bool IsCompliant:bool
  IsExpectedUserImpact:bool OSPlatform _BilledSize:real _IsBillable SourceSystem TenantId Type
  `,
);

const deviceTvmSoftwareInventory = defineTable(
  'DeviceTvmSoftwareInventory',
  `
  TimeGenerated:datetime DeviceId DeviceName EndOfSupportDate:datetime EndOfSupportStatus OSArchitecture OSPlatform
  OSVersion ProductCodeCpe SoftwareName SoftwareVendor SoftwareVersion _BilledSize:real _IsBillable SourceSystem
  TenantId Type
  `,
);

const deviceTvmSoftwareVulnerabilities = defineTable(
  'DeviceTvmSoftwareVulnerabilities',
  `
  TimeGenerated:datetime CveId CveTags:dynamic DeviceId DeviceName OSArchitecture OSPlatform OSVersion
  RecommendedSecurityUpdate RecommendedSecurityUpdateId SoftwareName SoftwareVendor SoftwareVersion
  VulnerabilitySeverityLevel _BilledSize:real _IsBillable SourceSystem TenantId Type
  `,
);

const deviceTvmSoftwareVulnerabilitiesKB = defineTable(
  'DeviceTvmSoftwareVulnerabilitiesKB',
  `
  TimeGenerated:datetime Timestamp:datetime AffectedSoftware:dynamic CveId CvssScore:real IsExploitAvailable:bool
  LastModifiedTime:datetime PublishedDate:datetime VulnerabilityDescription VulnerabilitySeverityLevel
  _BilledSize:real _IsBillable SourceSystem TenantId Type
  `,
);

export const deviceStateTables = [
  deviceImageLoadEvents,
  deviceInfo,
  deviceLogonEvents,
  deviceNetworkEvents,
  deviceNetworkInfo,
  deviceProcessEvents,
  deviceRegistryEvents,
  deviceTvmBrowserExtensions,
  deviceTvmCertificateInfo,
  KB,
  deviceTvmSecureConfigurationAssessment,
  deviceTvmSoftwareInventory,
  deviceTvmSoftwareVulnerabilities,
  deviceTvmSoftwareVulnerabilitiesKB,
];
