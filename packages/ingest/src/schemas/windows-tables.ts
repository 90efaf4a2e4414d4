import { defineTable } from './define-table.js';

const securityEvent = defineTable(
  'SecurityEvent',
  `
  TimeGenerated:datetime TimeCollected:datetime MG AccessMask AccessReason Account AccountDomain AccountExpires
  AccountName AccountSessionIdentifier AccountType Activity AdditionalInfo AdditionalInfo2 AllowedToDelegateTo
  Attributes AuditPolicyChanges AuditsDiscarded:int AuthenticationLevel:int AuthenticationPackageName
  AuthenticationProvider AuthenticationServer AuthenticationService:int AuthenticationType AzureDeploymentID
  CACertificateHash CalledStationID CallerProcessId CallerProcessName CallingStationID CAPublicKeyHash CategoryId
  CertificateDatabaseHash Channel ClassId ClassName ClientAddress ClientIPAddress ClientName CommandLine
  CompatibleIds Computer Correlation DCDNSName DeviceDescription DeviceId DisplayName Disposition
  DomainBehaviorVersion DomainName DomainPolicyChanged DomainSid EAPType ElevatedToken ErrorCode:int EventData
  EventID:int EventLevelName EventOriginId EventRecordId EventSourceName ExtendedQuarantineState FailureReason
  FileHash FilePath FilePathNoUser Filter ForceLogoff Fqbn FullyQualifiedSubjectMachineName
  FullyQualifiedSubjectUserName GroupMembership HandleId HardwareIds HomeDirectory HomePath ImpersonationLevel
  InterfaceUuid IpAddress IpPort KeyLength:int Keywords Level LmPackageName LocationInformation LockoutDuration
  LockoutObservationWindow LockoutThreshold LoggingResult LogonGuid LogonHours LogonID LogonProcessName
  LogonType:int LogonTypeName MachineAccountQuota MachineInventory MachineLogon ManagementGroupName MandatoryLabel
  MaxPasswordAge MemberName MemberSid MinPasswordAge MinPasswordLength MixedDomainMode NASIdentifier NASIPv4Address
  NASIPv6Address NASPort NASPortType NetworkPolicyName NewDate NewMaxUsers NewProcessId NewProcessName NewRemark
  NewShareFlags NewTime NewUacValue NewValue NewValueType ObjectName ObjectServer ObjectType ObjectValueName
  OemInformation OldMaxUsers OldRemark OldShareFlags OldUacValue OldValue OldValueType Opcode OperationType
  PackageName ParentProcessName PasswordHistoryLength PasswordLastSet PasswordProperties PreviousDate PreviousTime
  PrimaryGroupId PrivateKeyUsageCount PrivilegeList Process ProcessId ProcessName ProfilePath Properties
  ProtocolSequence ProxyPolicyName QuarantineHelpURL QuarantineSessionID QuarantineSessionIdentifier QuarantineState
  QuarantineSystemHealthResult RelativeTargetName RemoteIpAddress RemotePort Requester RequestId RestrictedAdminMode
  RowsDeleted SamAccountName ScriptPath SecurityDescriptor ServiceAccount ServiceFileName ServiceName
  ServiceStartType:int ServiceType SessionName ShareLocalPath ShareName SidHistory SourceComputerId Status
  StorageAccount SubcategoryGuid SubcategoryId Subject SubjectAccount SubjectDomainName SubjectKeyIdentifier
  SubjectLogonId SubjectMachineName SubjectMachineSID SubjectUserName SubjectUserSid SubStatus SystemProcessId:int
  SystemThreadId:int SystemUserId TableId TargetAccount TargetDomainName TargetInfo TargetLinkedLogonId
  TargetLogonGuid TargetLogonId TargetOutboundDomainName TargetOutboundUserName TargetServerName TargetSid
  TargetUser TargetUserName TargetUserSid Task:int TemplateContent TemplateDSObjectFQDN TemplateInternalName
  TemplateOID TemplateSchemaVersion TemplateVersion TokenElevationType TransmittedServices UserAccountControl
  UserParameters UserPrincipalName UserWorkstations VendorIds Version:int VirtualAccount Workstation WorkstationName
  AccessList _BilledSize:real _IsBillable _ResourceId SourceSystem _SubscriptionId TenantId Type
  `,
);

const windowsEvent = defineTable(
  'WindowsEvent',
  `
  TimeGenerated:datetime Channel Computer Correlation EventData:dynamic EventID:int EventLevel:int EventLevelName
  EventOriginId EventRecordId Keywords ManagementGroupName Opcode Provider RawEventData RenderedDescription SystemProcessId:int
  SystemThreadId:int SystemUserId Task:int Version:int _BilledSize:real _IsBillable _ResourceId _SubscriptionId
  TenantId Type
  `,
);

const event = defineTable(
  'Event',
  `
  TimeGenerated:datetime AzureDeploymentID Computer EventCategory:int EventData EventID:int EventLevel:int
  EventLevelName EventLog ManagementGroupName Message ParameterXml RenderedDescription Role Source UserName
  _BilledSize:real _IsBillable _ResourceId SourceSystem _SubscriptionId Type TenantId
  `,
);

export const windowsTables = [securityEvent, windowsEvent, event];
