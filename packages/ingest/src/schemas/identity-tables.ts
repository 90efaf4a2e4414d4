import { defineTable } from './define-table.js';

const signinLogs = defineTable(
  'SigninLogs',
  `
  TimeGenerated:datetime AADTenantId AlternateSignInName AppDisplayName AppId AppliedConditionalAccessPolicies
  AppliedEventListeners:dynamic AuthenticationContextClassReferences AuthenticationDetails AuthenticationMethodsUsed
  AuthenticationProcessingDetails AuthenticationProtocol AuthenticationRequirement AuthenticationRequirementPolicies
  AutonomousSystemNumber Category ClientAppUsed ConditionalAccessPolicies:dynamic ConditionalAccessStatus
  CorrelationId CreatedDateTime:datetime CrossTenantAccessType DeviceDetail:dynamic DurationMs:long
  FlaggedForReview:bool HomeTenantId Id Identity IPAddress IPAddressFromResourceProvider IsInteractive:bool
  IsRisky:bool Level Location LocationDetails:dynamic MfaDetail:dynamic NetworkLocationDetails OperationName
  OperationVersion OriginalRequestId ProcessingTimeInMilliseconds Resource ResourceDisplayName ResourceGroup
  ResourceId ResourceIdentity ResourceProvider ResourceServicePrincipalId ResourceTenantId ResultDescription
  ResultSignature ResultType RiskDetail RiskEventTypes RiskEventTypes_V2 RiskLevel RiskLevelAggregated
  RiskLevelDuringSignIn RiskState ServicePrincipalId ServicePrincipalName SessionLifetimePolicies SignInIdentifier
  SignInIdentifierType Status:dynamic TokenIssuerName TokenIssuerType UniqueTokenIdentifier UserAgent
  UserDisplayName UserId UserPrincipalName UserType SessionId AuthenticationAppDeviceDetails
  AuthenticationAppPolicyEvaluationDetails ClientCredentialType FederatedCredentialId GlobalSecureAccessIpAddress
  HomeTenantName IncomingTokenType IsTenantRestricted:bool IsThroughGlobalSecureAccess:bool OriginalTransferMethod
  TokenProtectionStatusDetails:dynamic AppOwnerTenantId ResourceOwnerTenantId Agent:dynamic SourceAppClientId
  ConditionalAccessAudiences AuthenticatorAppLocation _BilledSize:real _IsBillable SourceSystem Type TenantId
  _ItemId
  `,
);

const aadNonInteractiveUserSignInLogs = defineTable(
  'AADNonInteractiveUserSignInLogs',
  `
  TimeGenerated:datetime AlternateSignInName AppDisplayName AppId AppliedEventListeners:dynamic
  AuthenticationContextClassReferences AuthenticationDetails AuthenticationMethodsUsed
  AuthenticationProcessingDetails AuthenticationProtocol AuthenticationRequirement AuthenticationRequirementPolicies
  AutonomousSystemNumber Category ClientAppUsed ConditionalAccessPolicies ConditionalAccessStatus CorrelationId
  CreatedDateTime:datetime CrossTenantAccessType DeviceDetail DurationMs:long HomeTenantId Id Identity IPAddress
  IsInteractive:bool IsRisky:bool Level Location LocationDetails MfaDetail NetworkLocationDetails OperationName
  OperationVersion OriginalRequestId ProcessingTimeInMs ResourceDisplayName ResourceGroup ResourceIdentity
  ResourceServicePrincipalId ResourceTenantId ResultDescription ResultSignature ResultType RiskDetail RiskEventTypes
  RiskEventTypes_V2 RiskLevelAggregated RiskLevelDuringSignIn RiskState ServicePrincipalId SessionLifetimePolicies
  SignInEventTypes SignInIdentifierType Status TokenIssuerName TokenIssuerType UniqueTokenIdentifier UserAgent
  UserDisplayName UserId UserPrincipalName UserType AADTenantId Agent AppOwnerTenantId AuthenticatorAppLocation
  ClientCredentialType ClientSessionId ConditionalAccessAudiences FederatedCredentialId GlobalSecureAccessIpAddress
  HomeTenantName IncomingTokenType IsTenantRestricted:bool IsThroughGlobalSecureAccess:bool OriginalTransferMethod
  ResourceOwnerTenantId SessionId TokenProtectionStatusDetails _BilledSize:real _IsBillable SourceSystem TenantId
  Type
  `,
);

const aadServicePrincipalSignInLogs = defineTable(
  'AADServicePrincipalSignInLogs',
  `
  TimeGenerated:datetime AppId AuthenticationContextClassReferences AuthenticationProcessingDetails Category
  ConditionalAccessPolicies ConditionalAccessStatus CorrelationId DurationMs:long FederatedCredentialId Id Identity
  IPAddress Level Location LocationDetails OperationName OperationVersion ResourceDisplayName ResourceGroup
  ResourceIdentity ResourceServicePrincipalId ResultDescription ResultSignature ResultType
  ServicePrincipalCredentialKeyId ServicePrincipalCredentialThumbprint ServicePrincipalId ServicePrincipalName
  UniqueTokenIdentifier AppOwnerTenantId AutonomousSystemNumber ClientCredentialType ConditionalAccessAudiences
  CreatedDateTime:datetime NetworkLocationDetails ResourceOwnerTenantId SessionId Agent UserAgent AADTenantId
  _BilledSize:real _IsBillable SourceSystem TenantId Type
  `,
);

const aadManagedIdentitySignInLogs = defineTable(
  'AADManagedIdentitySignInLogs',
  `
  TimeGenerated:datetime AppId AuthenticationContextClassReferences AuthenticationProcessingDetails Category
  ConditionalAccessPolicies ConditionalAccessStatus CorrelationId DurationMs:long FederatedCredentialId Id Identity
  IPAddress Level Location LocationDetails OperationName OperationVersion ResourceDisplayName ResourceGroup
  ResourceIdentity ResourceServicePrincipalId ResultDescription ResultSignature ResultType
  ServicePrincipalCredentialKeyId ServicePrincipalCredentialThumbprint ServicePrincipalId ServicePrincipalName
  UniqueTokenIdentifier AADTenantId Agent AppOwnerTenantId ClientCredentialType ConditionalAccessAudiences
  CreatedDateTime:datetime ManagedServiceIdentity NetworkLocationDetails ResourceOwnerTenantId SessionId
  SourceAppClientId UserAgent _BilledSize:real _IsBillable SourceSystem TenantId Type
  `,
);

const auditLogs = defineTable(
  'AuditLogs',
  `
  TimeGenerated:datetime AADOperationType AADTenantId ActivityDateTime:datetime ActivityDisplayName
  AdditionalDetails:dynamic Category CorrelationId DurationMs:long Id Identity InitiatedBy:dynamic Level Location
  LoggedByService OperationName OperationVersion Resource ResourceGroup ResourceId ResourceProvider Result
  ResultDescription ResultReason ResultSignature ResultType TargetResources:dynamic _BilledSize:real _IsBillable
  SourceSystem Type TenantId _ItemId
  `,
);

const identityLogonEvents = defineTable(
  'IdentityLogonEvents',
  `
  TimeGenerated:datetime Timestamp:datetime AccountDisplayName AccountDomain AccountName AccountObjectId AccountSid
  AccountUpn ActionType AdditionalFields:dynamic Application DestinationDeviceName DestinationIPAddress
  DestinationPort DeviceName DeviceType FailureReason IPAddress ISP Location LogonType OSPlatform Port Protocol
  ReportId TargetAccountDisplayName TargetDeviceName LastSeenForUser:dynamic UncommonForUser:dynamic
  _BilledSize:real _IsBillable SourceSystem TenantId Type
  `,
);

const identityDirectoryEvents = defineTable(
  'IdentityDirectoryEvents',
  `
  TimeGenerated:datetime Timestamp:datetime AccountDisplayName AccountDomain AccountName AccountObjectId AccountSid
  AccountUpn ActionType AdditionalFields:dynamic Application DestinationDeviceName DestinationIPAddress
  DestinationPort DeviceName IPAddress ISP Location Port Protocol ReportId TargetAccountDisplayName TargetAccountUpn
  TargetDeviceName _BilledSize:real _IsBillable SourceSystem TenantId Type
  `,
);

const identityQueryEvents = defineTable(
  'IdentityQueryEvents',
  `
  TimeGenerated:datetime Timestamp:datetime AccountDisplayName AccountDomain AccountName AccountObjectId AccountSid
  AccountUpn ActionType AdditionalFields:dynamic Application DestinationDeviceName DestinationIPAddress
  DestinationPort DeviceName IPAddress Location Port Protocol Query QueryTarget QueryType ReportId
  TargetAccountDisplayName TargetAccountUpn TargetDeviceName _BilledSize:real _IsBillable SourceSystem TenantId Type
  `,
);

const aadRiskyUsers = defineTable(
  'AADRiskyUsers',
  `
  TimeGenerated:datetime CorrelationId Id IsDeleted:bool IsProcessing:bool OperationName RiskDetail
  RiskLastUpdatedDateTime:datetime RiskLevel RiskState UserDisplayName UserPrincipalName _BilledSize:real
  _IsBillable SourceSystem TenantId Type
  `,
);

const aadUserRiskEvents = defineTable(
  'AADUserRiskEvents',
  `
  TimeGenerated:datetime Activity ActivityDateTime:datetime AdditionalInfo:dynamic CorrelationId
  DetectedDateTime:datetime DetectionTimingType Id IpAddress LastUpdatedDateTime:datetime Location:dynamic
  OperationName RequestId RiskDetail RiskEventType RiskLevel RiskState Source TokenIssuerType UserDisplayName UserId
  UserPrincipalName _BilledSize:real _IsBillable SourceSystem TenantId Type
  `,
);

export const identityTables = [
  signinLogs,
  aadNonInteractiveUserSignInLogs,
  aadServicePrincipalSignInLogs,
  aadManagedIdentitySignInLogs,
  auditLogs,
  identityLogonEvents,
  identityDirectoryEvents,
  identityQueryEvents,
  aadRiskyUsers,
  aadUserRiskEvents,
];
