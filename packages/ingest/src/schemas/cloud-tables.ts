import { defineTable } from './define-table.js';

const azureActivity = defineTable(
  'AzureActivity',
  `
  TimeGenerated:datetime ActivityStatus ActivityStatusValue ActivitySubstatus ActivitySubstatusValue Authorization
  Authorization_d:dynamic Caller CallerIpAddress Category CategoryValue Claims Claims_d:dynamic CorrelationId
  EventDataId EventSubmissionTimestamp:datetime Hierarchy HTTPRequest Level OperationId OperationName
  OperationNameValue Properties Properties_d:dynamic Resource ResourceGroup ResourceId ResourceProvider
  ResourceProviderValue SubscriptionId _BilledSize:real _IsBillable _ResourceId SourceSystem _SubscriptionId
  TenantId Type
  `,
);

const officeActivity = defineTable(
  'OfficeActivity',
  `
  TimeGenerated:datetime AADGroupId AADTarget Activity Actor ActorContextId ActorIpAddress AddOnGuid AddonName
  AddOnType AffectedItems AppDistributionMode AppId Application ApplicationId AppPoolName
  AzureActiveDirectory_EventType AzureADAppId ChannelGuid ChannelName ChannelType ChatName ChatThreadId Client
  Client_IPAddress ClientAppId ClientInfoString ClientIP ClientMachineName ClientProcessName ClientVersion
  CommunicationType CrossMailboxOperations:bool CustomEvent DataCenterSecurityEventType:int DestFolder
  DestinationFileExtension DestinationFileName DestinationRelativeUrl DestMailboxId DestMailboxOwnerMasterAccountSid
  DestMailboxOwnerSid DestMailboxOwnerUPN EffectiveOrganization ElevationApprovedTime:datetime ElevationApprover
  ElevationDuration:int ElevationRequestId ElevationRole ElevationTime:datetime Event_Data EventSource
  ExtendedProperties ExternalAccess ExtraProperties:dynamic Folder Folders GenericInfo InternalLogonType:int
  InterSystemsId IntraSystemId IsManagedDevice:bool Item ItemName ItemType LoginStatus:int Logon_Type
  LogonUserDisplayName LogonUserSid MachineDomainInfo MachineId MailboxGuid MailboxOwnerMasterAccountSid
  MailboxOwnerSid MailboxOwnerUPN Members:dynamic MessageId ModifiedObjectResolvedName ModifiedProperties Name
  NewValue OfficeId OfficeObjectId OfficeTenantId OfficeWorkload OldValue Operation OperationProperties:dynamic
  OperationScope OrganizationId OrganizationName OriginatingServer Parameters RecordType ResultReasonType
  ResultStatus SendAsUserMailboxGuid SendAsUserSmtp SendonBehalfOfUserMailboxGuid SendOnBehalfOfUserSmtp SharingType
  Site_ Site_Url Source_Name SourceFileExtension SourceFileName SourceRecordId SourceRelativeUrl SRPolicyId
  SRPolicyName SRRuleMatchDetails:dynamic Start_Time:datetime SupportTicketId TabType TargetContextId TargetUserId
  TargetUserOrGroupName TargetUserOrGroupType TeamGuid TeamName UserAgent UserDomain UserId UserKey UserSharedWith
  UserType AppAccessContext:dynamic Attendees:dynamic ArtifactsShared:dynamic IsJoinedFromLobby:bool
  JoinTime:datetime LeaveTime:datetime DeviceInformation MeetingDetailId ListItemUniqueId SensitivityLabelId
  UniqueSharingId _BilledSize:real _IsBillable _ResourceId SourceSystem _SubscriptionId TenantId Type
  `,
);

const awsCloudTrail = defineTable(
  'AWSCloudTrail',
  `
  TimeGenerated:datetime AdditionalEventData APIVersion AwsEventId AWSRegion AwsRequestId AwsRequestId_ Category
  CidrIp CipherSuite ClientProvidedHostHeader DestinationPort EC2RoleDelivery ErrorCode ErrorMessage EventName
  EventSource EventTypeName EventVersion IpProtocol ManagementEvent:bool OperationName ReadOnly:bool
  RecipientAccountId RequestParameters Resources ResponseElements ServiceEventDetails SessionCreationDate:datetime
  SessionIssuerAccountId SessionIssuerArn SessionIssuerPrincipalId SessionIssuerType SessionIssuerUserName
  SessionMfaAuthenticated:bool SharedEventId SourceIpAddress SourcePort TlsVersion UserAgent UserIdentityAccessKeyId
  UserIdentityAccountId UserIdentityArn UserIdentityInvokedBy UserIdentityPrincipalid UserIdentityType
  UserIdentityUserName VpcEndpointId UserIdentityUserId UserIdentityStoreArn _BilledSize:real _IsBillable
  SourceSystem TenantId Type
  `,
);

const azureDiagnostics = defineTable(
  'AzureDiagnostics',
  `
  TimeGenerated:datetime action_id_s action_name_s action_s ActivityId_g AdditionalFields AdHocOrScheduledJob_s
  application_name_s audit_schema_version_d:real avg_cpu_percent_s avg_mean_time_s backendHostname_s Caller_s
  callerId_s CallerIPAddress calls_s Category client_ip_s clientInfo_s clientIP_s clientIpAddress_s
  clientPort_d:real code_s collectionName_s conditions_destinationIP_s conditions_destinationPortRange_s
  conditions_None_s conditions_protocols_s conditions_sourceIP_s conditions_sourcePortRange_s CorrelationId
  count_executions_d:real cpu_time_d:real database_name_s database_principal_name_s DatabaseName_s db_id_s
  direction_s dop_d:real duration_d:real duration_milliseconds_d:real DurationMs:long ElasticPoolName_s
  endTime_t:datetime Environment_s error_code_s error_message_s errorLevel_s event_class_s event_s event_subclass_s
  event_time_t:datetime EventName_s execution_type_d:real executionInfo_endTime_t:datetime
  executionInfo_exitCode_d:real executionInfo_startTime_t:datetime host_s httpMethod_s httpStatus_d:real
  httpStatusCode_d:real httpStatusCode_s httpVersion_s id_s identity_claim_appid_g identity_claim_ipaddr_s
  instanceId_s interval_end_time_d:real interval_start_time_d:real ip_s is_column_permission_s
  isAccessPolicyMatch_b:bool JobDurationInSecs_s JobFailureCode_s JobId_g jobId_s JobOperation_s
  JobOperationSubType_s JobStartDateTime_s JobStatus_s JobUniqueId_g Level log_bytes_used_d:real
  logical_io_reads_d:real logical_io_writes_d:real LogicalServerName_s macAddress_s matchedConnections_d:real
  max_cpu_time_d:real max_dop_d:real max_duration_d:real max_log_bytes_used_d:real max_logical_io_reads_d:real
  max_logical_io_writes_d:real max_num_physical_io_reads_d:real max_physical_io_reads_d:real
  max_query_max_used_memory_d:real max_rowcount_d:real max_time_s mean_time_s Message min_time_s msg_s
  num_physical_io_reads_d:real object_id_d:real object_name_s OperationName OperationVersion partitionKey_s
  physical_io_reads_d:real plan_id_d:real policy_s policyMode_s primaryIPv4Address_s priority_d:real
  properties_enabledForDeployment_b:bool properties_enabledForDiskEncryption_b:bool
  properties_enabledForTemplateDeployment_b:bool properties_s properties_sku_Family_s properties_sku_Name_s
  properties_tenantId_g query_hash_s query_id_d:real query_max_used_memory_d:real query_plan_hash_s
  query_time_d:real querytext_s receivedBytes_d:real Region_s requestCharge_s requestQuery_s requestResourceId_s
  requestResourceType_s requestUri_s reserved_storage_mb_s Resource resource_actionName_s resource_location_s
  resource_originRunId_s resource_resourceGroupName_s resource_runId_s resource_subscriptionId_g
  resource_triggerName_s resource_workflowId_g resource_workflowName_s ResourceGroup ResourceProvider ResourceType
  response_rows_d:real resultCode_s ResultDescription resultDescription_ChildJobs_s resultDescription_ErrorJobs_s
  resultMessage_s ResultSignature ResultType rootCauseAnalysis_s routingRuleName_s rowcount_d:real ruleName_s
  RunbookName_s RunOn_s schema_name_s sentBytes_d:real sequence_group_id_g sequence_number_d:real
  server_principal_sid_s session_id_d:real ResourceId SubscriptionId addedAccessPolicy_TenantId_g
  addedAccessPolicy_Permissions_certificates_s addedAccessPolicy_Permissions_secrets_s
  addedAccessPolicy_Permissions_keys_s identity_claim_http_schemas_xmlsoap_org_ws_2005_05_identity_claims_upn_s
  addedAccessPolicy_ObjectId_g removedAccessPolicy_ObjectId_g
  identity_claim_http_schemas_microsoft_com_identity_claims_objectidentifier_g identity_claim_oid_g
  identity_claim_upn_s Tenant_g StreamType_s status_s userAgent_s systemId_g subnetId_s type_s vnetResourceGuid_g
  subnetPrefix_s startTime_t:datetime sslEnabled_s timeTaken_d:real
  identity_claim_http_schemas_microsoft_com_identity_claims_scope_s workflowId_s correlation_clientTrackingId_s
  resultDescription_Summary_MachineId_s resultDescription_Summary_ScheduleName_s resultDescription_Summary_Status_s
  resultDescription_Summary_StatusDescription_s resultDescription_Summary_MachineName_s
  resultDescription_Summary_TotalUpdatesInstalled_d:real resultDescription_Summary_RebootRequired_b:bool
  resultDescription_Summary_TotalUpdatesFailed_d:real resultDescription_Summary_InstallPercentage_d:real
  resultDescription_Summary_StartDateTimeUtc_t:datetime resultDescription_Summary_InitialRequiredUpdatesCount_d:real
  resultDescription_Summary_EndDateTimeUtc_s resultDescription_Summary_DurationInMinutes_s
  correlation_actionTrackingId_g resultDescription_Summary_EndDateTimeUtc_t:datetime
  resultDescription_Summary_DurationInMinutes_d:real
  identity_claim_http_schemas_microsoft_com_claims_authnmethodsreferences_s MG ManagementGroupName Computer
  requestBytes_s responseBytes_s socketIp_s timeTaken_s securityProtocol_s endpoint_s rulesEngineMatchNames_s
  isReceivedFromClient_b:bool httpStatusDetails_s pop_s cacheStatus_s trackingReference_s details_matches_s
  identity_claim_http_schemas_xmlsoap_org_ws_2005_05_identity_claims_name_s resource_sourceTriggerHistoryName_s
  secretProperties_attributes_enabled_b:bool properties_enableRbacAuthorization_b:bool retryHistory_s
  properties_networkAcls_bypass_s properties_networkAcls_defaultAction_s ruleGroup_s transactionId_s transactionId_g
  originalHost_s clientPort_s ruleSetType_s ruleSetVersion_s ruleId_s site_s details_message_s details_data_s
  details_file_s details_line_s hostname_s correlation_clientTrackingId_g tags__type_s tags_LogicAppsCategory_s
  log_s addedIpRule_Value_s pod_s containerID_s stream_s _ResourceId TenantId SourceSystem Type _IsBillable
  _BilledSize:real _SubscriptionId _schema_s
  `,
);

const cloudAppEvents = defineTable(
  'CloudAppEvents',
  `
  TimeGenerated:datetime Timestamp:datetime AccountDisplayName AccountId AccountObjectId AccountType ActionType
  ActivityObjects:dynamic ActivityType AdditionalFields:dynamic AppInstanceId:int Application ApplicationId:int City
  CountryCode DeviceType IPAddress IPCategory IPTags:dynamic IsAdminOperation:bool IsAnonymousProxy:bool
  IsExternalUser:bool IsImpersonated:bool ISP ObjectId ObjectName ObjectType OSPlatform RawEventData:dynamic
  ReportId UserAgent UserAgentTags:dynamic AuditSource LastSeenForUser:dynamic OAuthAppId SessionData:dynamic
  UncommonForUser:dynamic _BilledSize:real _IsBillable SourceSystem TenantId Type
  `,
);

const emailEvents = defineTable(
  'EmailEvents',
  `
  TimeGenerated:datetime Timestamp:datetime AdditionalFields:dynamic AttachmentCount:int AuthenticationDetails
  BulkComplaintLevel:int ConfidenceLevel Connectors DeliveryAction DeliveryLocation DetectionMethods EmailAction
  EmailActionPolicy EmailActionPolicyGuid EmailClusterId:long EmailDirection EmailLanguage InternetMessageId
  LatestDeliveryAction LatestDeliveryLocation NetworkMessageId OrgLevelAction OrgLevelPolicy RecipientEmailAddress
  RecipientObjectId ReportId SenderDisplayName SenderFromAddress SenderFromDomain SenderIPv4 SenderIPv6
  SenderMailFromAddress SenderMailFromDomain SenderObjectId Subject ThreatNames ThreatTypes UrlCount:int
  UserLevelAction UserLevelPolicy LastEventExecutionTime:datetime ExchangeTransportRule DistributionList
  ForwardingInformation Context To:dynamic Cc:dynamic ThreatClassification RecipientDomain EmailSize:int
  IsFirstContact:bool _BilledSize:real _IsBillable SourceSystem TenantId Type
  `,
);

const emailUrlInfo = defineTable(
  'EmailUrlInfo',
  `
  TimeGenerated:datetime Timestamp:datetime NetworkMessageId ReportId Url UrlDomain UrlLocation _BilledSize:real
  _IsBillable SourceSystem TenantId Type
  `,
);

const emailAttachmentInfo = defineTable(
  'EmailAttachmentInfo',
  `
  TimeGenerated:datetime Timestamp:datetime DetectionMethods FileName FileSize:long FileType NetworkMessageId
  RecipientEmailAddress RecipientObjectId ReportId SenderDisplayName SenderFromAddress SenderObjectId SHA256
  ThreatNames ThreatTypes FileExtension _BilledSize:real _IsBillable SourceSystem TenantId Type
  `,
);

const urlClickEvents = defineTable(
  'UrlClickEvents',
  `
  TimeGenerated:datetime Timestamp:datetime AccountUpn ActionType DetectionMethods IPAddress IsClickedThrough:bool
  NetworkMessageId ReportId ThreatTypes Url UrlChain Workload AppName AppVersion SourceId _BilledSize:real
  _IsBillable SourceSystem TenantId Type
  `,
);

const storageBlobLogs = defineTable(
  'StorageBlobLogs',
  `
  TimeGenerated:datetime AccessTier AccountName AuthenticationHash AuthenticationType AuthorizationDetails:dynamic
  CallerIpAddress Category ClientRequestId ConditionsUsed ContentLengthHeader:long CorrelationId DestinationUri
  DurationMs:real Etag LastModifiedTime:datetime Location MetricResponseType ObjectKey OperationCount:int
  OperationName OperationVersion Protocol ReferrerHeader RehydratePriority RequestBodySize:long RequesterAppId
  RequesterAudience RequesterObjectId RequesterTenantId RequesterTokenIssuer RequesterUpn RequestHeaderSize:long
  RequestMd5 ResponseBodySize:long ResponseHeaderSize:long ResponseMd5 SasExpiryStatus SchemaVersion
  ServerLatencyMs:real ServiceType SourceAccessTier SourceUri StatusCode StatusText TlsVersion Uri UserAgentHeader
  _BilledSize:real _IsBillable _ResourceId SourceSystem _SubscriptionId TenantId Type
  `,
);

const laQueryLogs = defineTable(
  'LAQueryLogs',
  `
  TimeGenerated:datetime AADClientId AADEmail AADObjectId AADTenantId CorrelationId IsBillableQuery:bool
  IsWorkspaceInFailover:bool QueryText QueryTimeRangeEnd:datetime QueryTimeRangeStart:datetime RequestClientApp
  RequestContext:dynamic RequestContextFilters:dynamic RequestTarget ResponseCode:int ResponseDurationMs:real
  ResponseRowCount:int ScannedGB:real StatsCPUTimeMs:real StatsDataProcessedEnd:datetime
  StatsDataProcessedStart:datetime StatsRegionCount:int StatsWorkspaceCount:int WorkspaceRegion RecordKind
  ConditionalDataAccess QueryThumbprint _BilledSize:real _IsBillable _ResourceId SourceSystem _SubscriptionId
  TenantId Type
  `,
);

const usage = defineTable(
  'Usage',
  `
  TimeGenerated:datetime AvgLatencyInSeconds:real BatchesCapped:long BatchesOutsideSla:long BatchesWithinSla:long
  Computer DataType EndTime:datetime IsBillable:bool LinkedMeterId LinkedResourceUri MeterId Quantity:real
  QuantityUnit ResourceUri Solution StartTime:datetime TotalBatches:long Plan _BilledSize:real _IsBillable
  SourceSystem Type TenantId
  `,
);

const awsvpcFlow = defineTable(
  'AWSVPCFlow',
  `
  TimeGenerated:datetime AccountId Action AzId Bytes:long DstAddr DstPort:int End:datetime FlowDirection InstanceId
  InterfaceId LogStatus Packets:int PktDstAddr PktDstAwsService PktSrcAddr PktSrcAwsService Protocol:int Region
  SrcAddr SrcPort:int SublocationId SublocationType SubnetId TcpFlags:int TrafficPath TrafficType Version:int VpcId
  Start:datetime EcsClusterArn EcsClusterName EcsContainerInstanceArn EcsContainerInstanceId EcsContainerId
  EcsSecondContainerId EcsServiceName EcsTaskDefinitionArn EcsTaskArn EcsTaskId _BilledSize:real _IsBillable
  SourceSystem TenantId Type
  `,
);

const awsGuardDuty = defineTable(
  'AWSGuardDuty',
  `
  TimeGenerated:datetime AccountId ActivityType Arn Description Id Partition Region ResourceDetails:dynamic
  SchemaVersion ServiceDetails:dynamic Severity:int TimeCreated:datetime Title _BilledSize:real _IsBillable
  SourceSystem TenantId Type
  `,
);

const gcpAuditLogs = defineTable(
  'GCPAuditLogs',
  `
  TimeGenerated:datetime Timestamp:datetime AuthenticationInfo:dynamic AuthorizationInfo:dynamic GCPResourceName
  GCPResourceType InsertId LogName Metadata:dynamic MethodName NumResponseItems PrincipalEmail ProjectId
  Request:dynamic RequestMetadata:dynamic ResourceLocation:dynamic ResourceOriginalState:dynamic Response:dynamic
  ServiceData:dynamic ServiceName Severity Status:dynamic StatusMessage Subscription _BilledSize:real _IsBillable
  SourceSystem TenantId Type
  `,
);

export const cloudTables = [
  azureActivity,
  officeActivity,
  awsCloudTrail,
  azureDiagnostics,
  cloudAppEvents,
  emailEvents,
  emailUrlInfo,
  emailAttachmentInfo,
  urlClickEvents,
  storageBlobLogs,
  laQueryLogs,
  usage,
  awsvpcFlow,
  awsGuardDuty,
  gcpAuditLogs,
];
