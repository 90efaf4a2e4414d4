import { defineTable } from './define-table.js';

const securityAlert = defineTable(
  'SecurityAlert',
  `
  TimeGenerated:datetime DisplayName AlertName AlertSeverity Description ProviderName VendorName VendorOriginalId
  SystemAlertId ResourceId SourceComputerId AlertType ConfidenceLevel ConfidenceScore:real IsIncident:bool
  StartTime:datetime EndTime:datetime ProcessingEndTime:datetime RemediationSteps ExtendedProperties Entities
  WorkspaceSubscriptionId WorkspaceResourceGroup ExtendedLinks ProductName ProductComponentName AlertLink Status
  CompromisedEntity Tactics Techniques SubTechniques Type _IsBillable _BilledSize:real TenantId
  `,
);

const securityIncident = defineTable(
  'SecurityIncident',
  `
  TimeGenerated:datetime AdditionalData:dynamic AlertIds:dynamic BookmarkIds:dynamic Classification
  ClassificationComment ClassificationReason ClosedTime:datetime Comments:dynamic CreatedTime:datetime Description
  FirstActivityTime:datetime FirstModifiedTime:datetime IncidentName IncidentNumber:int IncidentUrl Labels:dynamic
  LastActivityTime:datetime LastModifiedTime:datetime ModifiedBy Owner:dynamic ProviderIncidentId ProviderName
  RelatedAnalyticRuleIds:dynamic Severity Status Tasks:dynamic Title _BilledSize:real _IsBillable SourceSystem
  TenantId Type
  `,
);

const huntingBookmark = defineTable(
  'HuntingBookmark',
  `
  TimeGenerated:datetime BookmarkId BookmarkName BookmarkType CreatedBy CreatedTime:datetime Entities
  EventTime:datetime LastUpdatedTime:datetime Notes QueryEndTime:datetime QueryResultRow QueryStartTime:datetime
  QueryText SoftDeleted:bool Tags UpdatedBy _BilledSize:real _IsBillable _ResourceId SourceSystem _SubscriptionId
  TenantId Type
  `,
);

const threatIntelligenceIndicator = defineTable(
  'ThreatIntelligenceIndicator',
  `
  TimeGenerated:datetime Action Active:bool ActivityGroupNames AdditionalInformation ConfidenceScore:real
  Description DiamondModel DomainName EmailEncoding EmailLanguage EmailRecipient EmailSenderAddress EmailSenderName
  EmailSourceDomain EmailSourceIpAddress EmailSubject EmailXMailer ExpirationDateTime:datetime ExternalIndicatorId
  FileCompileDateTime:datetime FileCreatedDateTime:datetime FileHashType FileHashValue FileMutexName FileName
  FilePacker FilePath FileSize:int FileType IndicatorId IndicatorProvider KillChainActions:bool KillChainC2:bool
  KillChainDelivery:bool KillChainExploitation:bool KillChainReconnaissance:bool KillChainWeaponization:bool
  KnownFalsePositives MalwareNames NetworkCidrBlock NetworkDestinationAsn:int NetworkDestinationCidrBlock
  NetworkDestinationIP NetworkDestinationPort:int NetworkIP NetworkPort:int NetworkProtocol:int NetworkSourceAsn:int
  NetworkSourceCidrBlock NetworkSourceIP NetworkSourcePort:int PassiveOnly:bool Tags ThreatSeverity:int ThreatType
  TrafficLightProtocolLevel Url UserAgent _BilledSize:real _IsBillable SourceSystem TenantId Type
  `,
);

const watchlist = defineTable(
  'Watchlist',
  `
  TimeGenerated:datetime AzureTenantId CorrelationId CreatedBy:dynamic CreatedTimeUTC:datetime DefaultDuration
  EntityMapping:dynamic LastUpdatedTimeUTC:datetime Notes Provider SearchKey Source Tags TimeToLive:datetime
  UpdatedBy:dynamic WatchlistAlias WatchlistCategory WatchlistId WatchlistItem:dynamic WatchlistItemId WatchlistName
  _BilledSize:real _DTItemId _DTItemStatus _DTItemType _DTTimestamp:datetime _IsBillable SourceSystem TenantId Type
  `,
);

const behaviorAnalytics = defineTable(
  'BehaviorAnalytics',
  `
  TimeGenerated:datetime ActionType ActivityInsights:dynamic ActivityType ActorName ActorPrincipalName
  DestinationDevice DestinationIPAddress DestinationIPLocation Device DevicesInsights:dynamic EventProductVersion
  EventSource EventVendor InvestigationPriority:int NativeTableName SourceDevice SourceIPAddress SourceIPLocation
  SourceRecordId TargetName TargetPrincipalName TimeProcessed:datetime UserName UserPrincipalName
  UsersInsights:dynamic _BilledSize:real _IsBillable _ResourceId SourceSystem _SubscriptionId TenantId Type _ItemId
  `,
);

const identityInfo = defineTable(
  'IdentityInfo',
  `
  TimeGenerated:datetime Timestamp:datetime AccountCloudSID AccountCreationTime:datetime AccountDisplayName
  AccountDomain AccountName AccountObjectId AccountSID AccountTenantId AccountUPN AdditionalMailAddresses:dynamic
  Applications AssignedRoles:dynamic BlastRadius ChangeSource City CompanyName Country DeletedDateTime:datetime
  Department EmployeeId EntityRiskScore:dynamic ExtensionProperty:dynamic GivenName GroupMembership:dynamic
  InvestigationPriority:int InvestigationPriorityPercentile:int IsAccountEnabled:bool IsMFARegistered:bool
  IsServiceAccount:bool JobTitle LastSeenDate:datetime MailAddress Manager OnPremisesDistinguishedName
  OnPremisesExtensionAttributes Phone RelatedAccounts:dynamic RiskLevel RiskLevelDetails RiskState SAMAccountName
  ServicePrincipals:dynamic State StreetAddress Surname Tags UACFlags UserAccountControl:dynamic UserState
  UserStateChangedOn:datetime UserType ReportId OnPremSid CriticalityLevel:int DistinguishedName CloudSid
  EmailAddress SipProxyAddress Address CreatedDateTime:datetime OtherMailAddresses:dynamic
  PrivilegedEntraPimRoles:dynamic OnPremObjectId TenantMembershipType RiskStatus IdentityEnvironment
  SourceProviders:dynamic SourceProvider _BilledSize:real _IsBillable SourceSystem TenantId Type
  `,
);

const userPeerAnalytics = defineTable(
  'UserPeerAnalytics',
  `
  TimeGenerated:datetime AADTenantId PeerUserId PeerUserName PeerUserPrincipalName Rank:int UserId UserName
  UserPrincipalName _BilledSize:real _IsBillable _ResourceId SourceSystem _SubscriptionId TenantId Type
  `,
);

const anomalies = defineTable(
  'Anomalies',
  `
  TimeGenerated:datetime ActivityInsights:dynamic AnomalyDetails:dynamic AnomalyReasons:dynamic AnomalyTemplateId
  AnomalyTemplateName AnomalyTemplateVersion Description DestinationDevice DestinationIpAddress
  DestinationLocation:dynamic DeviceInsights:dynamic EndTime:datetime Entities:dynamic ExtendedLinks:dynamic
  ExtendedProperties:dynamic Id RuleConfigVersion RuleId RuleName RuleStatus Score:real SourceDevice SourceIpAddress
  SourceLocation:dynamic StartTime:datetime Tactics Techniques UserInsights:dynamic UserName UserPrincipalName
  VendorName WorkspaceId _BilledSize:real _IsBillable SourceSystem TenantId Type
  `,
);

const alertInfo = defineTable(
  'AlertInfo',
  `
  TimeGenerated:datetime Timestamp:datetime AlertId AttackTechniques Category DetectionSource ServiceSource Severity
  Title _BilledSize:real _IsBillable SourceSystem TenantId Type
  `,
);

const alertEvidence = defineTable(
  'AlertEvidence',
  `
  TimeGenerated:datetime Timestamp:datetime AlertId Title Categories AttackTechniques ServiceSource DetectionSource
  EntityType EvidenceRole EvidenceDirection FileName FolderPath SHA1 SHA256 FileSize:long ThreatFamily RemoteIP
  RemoteUrl AccountName AccountDomain AccountSid AccountObjectId AccountUpn DeviceId DeviceName LocalIP
  NetworkMessageId EmailSubject ApplicationId:int Application OAuthApplicationId ProcessCommandLine
  AdditionalFields:dynamic RegistryKey RegistryValueName RegistryValueData CloudPlatform CloudResource Severity
  ResourceType ResourceID SubscriptionId TenantId SourceSystem Type _IsBillable _BilledSize:real
  `,
);

const securityDetection = defineTable(
  'SecurityDetection',
  `
  TimeGenerated:datetime AccountsSeen:int AlertSeverity AlertTitle AssociatedResource ChildProcess CommandLine
  Computer Description DetectionID Duration ExtendedProperties FailedAttempts:int FullPath InvalidAccountsSeen:int
  IsFirstParty:bool LogChannel OccuringDatacenter OriginalSeverity ParentProcess ProcessName Provider
  RemediationSteps ReportingSystem ServiceId SubjectDomainName SubjectUserName SubscriptionId SuccessfulLogins:int
  SuspiciousProcess ValidAccountsSeen:int _BilledSize:real _IsBillable _ResourceId _SubscriptionId Type TenantId
  `,
);

const securityRecommendation = defineTable(
  'SecurityRecommendation',
  `
  TimeGenerated:datetime AssessedResourceId Description DeviceId DiscoveredTimeUTC:datetime Environment
  FirstEvaluationDate:datetime IsSnapshot:bool PolicyDefinitionId Properties:dynamic ProviderName
  RecommendationAdditionalData:dynamic RecommendationDisplayName RecommendationId RecommendationName
  RecommendationSeverity RecommendationState ResolvedTimeUTC:datetime ResourceRegion StatusChangeDate:datetime
  _BilledSize:real _IsBillable Type TenantId
  `,
);

const threatIntelIndicators = defineTable(
  'ThreatIntelIndicators',
  `
  TimeGenerated:datetime WorkspaceId AzureTenantId Id LastUpdateMethod IsDeleted:bool AdditionalFields:dynamic
  Data:dynamic IsActive:bool Revoked:bool ValidUntil:datetime ValidFrom:datetime Created:datetime Modified:datetime
  Tags Confidence:int Pattern ObservableKey ObservableValue TenantId SourceSystem Type _IsBillable _BilledSize:real
  _ResourceId _SubscriptionId
  `,
);

const userAccessAnalytics = defineTable(
  'UserAccessAnalytics',
  `
  TimeGenerated:datetime AADTenantId AccessEndReason AccessEndTime:datetime AccessId AccessLevel
  AccessStartTime:datetime AccessType SourceEntityId SourceEntityName SourceEntityType TargetEntityId
  TargetEntityName TargetEntityType _BilledSize:real _IsBillable _ResourceId SourceSystem _SubscriptionId TenantId
  Type
  `,
);

export const securityTables = [
  securityAlert,
  securityIncident,
  huntingBookmark,
  threatIntelligenceIndicator,
  watchlist,
  behaviorAnalytics,
  identityInfo,
  userPeerAnalytics,
  anomalies,
  alertInfo,
  alertEvidence,
  securityDetection,
  securityRecommendation,
  threatIntelIndicators,
  userAccessAnalytics,
];
