import { defineTable } from './define-table.js';

const dnsInventory = defineTable(
  'DnsInventory',
  `
  TimeGenerated:datetime Computer DnsSecSigned DomainName DynamicUpdate ForestName NameServers ResourceRecordName
  ResourceRecordType ServerIPs SubType ZoneName _BilledSize:real _IsBillable _ResourceId SourceSystem
  _SubscriptionId Type TenantId
  `,
);

const vmComputer = defineTable(
  'VMComputer',
  `
  TimeGenerated:datetime AgentId AzureCloudServiceDeployment AzureCloudServiceInstanceId AzureCloudServiceName
  AzureCloudServiceRoleName AzureCloudServiceRoleType AzureFaultDomain AzureImageOffering AzureImagePublisher
  AzureImageSku AzureImageVersion AzureLocation AzureResourceGroup AzureResourceName AzureServiceFabricClusterId
  AzureServiceFabricClusterName AzureSize AzureSubscriptionId AzureUpdateDomain AzureVmId AzureVmScaleSetDeployment
  AzureVmScaleSetInstanceId AzureVmScaleSetName AzureVmScaleSetResourceId BootTime:datetime Computer Cpus:int
  CpuSpeed:int DependencyAgentVersion DisplayName DnsNames:dynamic FullDisplayName HostingProvider HostName
  HypervisorId HypervisorType Ipv4Addresses:dynamic Ipv4DefaultGateways:dynamic Ipv4SubnetMasks:dynamic
  Ipv6Addresses:dynamic MacAddresses:dynamic Machine OperatingSystemFamily OperatingSystemFullName
  PhysicalMemoryMB:long TimeZone VirtualizationState VirtualMachineHypervisorId VirtualMachineNativeId
  VirtualMachineNativeName VirtualMachineType _BilledSize:real _IsBillable _ResourceId SourceSystem _SubscriptionId
  Type TenantId
  `,
);

const vmConnection = defineTable(
  'VMConnection',
  `
  TimeGenerated:datetime AgentId BytesReceived:long BytesSent:long Computer Confidence ConnectionId Description
  DestinationIp DestinationPort:int Direction FirstReportedDateTime IndicatorThreatType IsActive
  LastReportedDateTime LinksEstablished:long LinksFailed:long LinksLive:long LinksTerminated:long Machine
  MaliciousIp Process ProcessName Protocol RemoteClassification RemoteCountry RemoteDnsCanonicalNames
  RemoteDnsQuestions RemoteIp RemoteLatitude:real RemoteLongitude:real Responses:long ResponseTimeMax:long
  ResponseTimeMin:long ResponseTimeSum:long Severity:int SourceIp TLPLevel _BilledSize:real _IsBillable _ResourceId
  SourceSystem _SubscriptionId Type TenantId
  `,
);

const vmProcess = defineTable(
  'VMProcess',
  `
  TimeGenerated:datetime AgentId CommandLine CompanyName Computer Description DisplayName ExecutableName
  ExecutablePath FileVersion FirstPid:int Group InternalName Machine Process ProductName ProductVersion Role
  Services:dynamic StartTime:datetime UserDomain UserName WorkingDirectory _BilledSize:real _IsBillable _ResourceId
  SourceSystem _SubscriptionId Type TenantId
  `,
);

const vmBoundPort = defineTable(
  'VMBoundPort',
  `
  TimeGenerated:datetime AgentId BytesReceived:long BytesSent:long Computer Ip IsWildcardBind:bool
  LinksEstablished:long LinksLive:long LinksTerminated:long Machine Port:int PortId Process ProcessName Protocol
  Responses:long ResponseTimeMax:long ResponseTimeMin:long ResponseTimeSum:long _BilledSize:real _IsBillable
  _ResourceId SourceSystem _SubscriptionId Type TenantId
  `,
);

const w3CIISLog = defineTable(
  'W3CIISLog',
  `
  TimeGenerated:datetime AzureDeploymentID cIP Computer Confidence csBytes:long csCookie csHost csMethod csReferer
  csUriQuery csUriStem csUserAgent csUserName csVersion Description FirstReportedDateTime IndicatorThreatType
  IsActive LastReportedDateTime MaliciousIP ManagementGroupName RemoteIPCountry RemoteIPLatitude:real
  RemoteIPLongitude:real Role RoleInstance scBytes:long scStatus scSubStatus scWin32Status Severity:int sIP
  sPort:int sSiteName StorageAccount TimeTaken:long TLPLevel sComputerName _BilledSize:real _IsBillable _ResourceId
  SourceSystem _SubscriptionId Type TenantId
  `,
);

const windowsFirewall = defineTable(
  'WindowsFirewall',
  `
  TimeGenerated:datetime CommunicationDirection Computer Confidence Description DestinationIP DestinationPort:int
  FirewallAction FirstReportedDateTime FullDestinationAddress IndicatorThreatType Info IsActive LastReportedDateTime
  MaliciousIP MaliciousIPCountry MaliciousIPLatitude:real MaliciousIPLongitude:real ManagementGroupName Protocol
  RemoteIP RequestSizeInBytes:long Severity:int SourceIP SourcePort:int TLPLevel _BilledSize:real _IsBillable
  _ResourceId SourceSystem _SubscriptionId Type TenantId
  `,
);

const networkSessions = defineTable(
  'NetworkSessions',
  `
  TimeGenerated:datetime AdditionalFields:dynamic CloudAppId CloudAppName CloudAppOperation CloudAppRiskLevel
  DstBytes:long DstDomainHostname DstDvcDomain DstDvcFqdn DstDvcHostname DstDvcIpAddr DstDvcMacAddr DstGeoCity
  DstGeoCountry DstGeoLatitude:real DstGeoLongitude:real DstGeoRegion DstInterfaceGuid DstInterfaceName DstIpAddr
  DstMacAddr DstNatIpAddr DstNatPortNumber:int DstPackets:long DstPortNumber:int DstResourceId DstUserAadId
  DstUserDomain DstUserName DstUserSid DstUserUpn DstZone DvcAction DvcHostname DvcInboundInterface DvcIpAddr
  DvcMacAddr DvcOutboundInterface EventCount:int EventEndTime:datetime EventMessage EventOriginalUid EventProduct
  EventProductVersion EventReportUrl EventResourceId EventResult EventResultDetails EventSchemaVersion EventSeverity
  EventStartTime:datetime EventSubType EventTimeIngested:datetime EventType EventUid EventVendor FileExtension
  FileHashMd5 FileHashSha1 FileHashSha256 FileHashSha512 FileMimeType FileName FilePath FileSize:int HttpContentType
  HttpReferrerOriginal HttpRequestMethod HttpRequestTime:int HttpRequestXff HttpResponseTime:int HttpStatusCode
  HttpUserAgentOriginal HttpVersion NetworkApplicationProtocol NetworkBytes:long NetworkDirection
  NetworkDuration:int NetworkIcmpCode:int NetworkIcmpType NetworkPackets:long NetworkProtocol NetworkRuleName
  NetworkRuleNumber:int NetworkSessionId SrcBytes:long SrcDvcDomain SrcDvcFqdn SrcDvcHostname SrcDvcIpAddr
  SrcDvcMacAddr SrcDvcModelName SrcDvcModelNumber SrcDvcOs SrcDvcType SrcGeoCity SrcGeoCountry SrcGeoLatitude:real
  SrcGeoLongitude:real SrcGeoRegion SrcInterfaceGuid SrcInterfaceName SrcIpAddr SrcMacAddr SrcNatIpAddr
  SrcNatPortNumber:int SrcPackets:long SrcPortNumber:int SrcResourceId SrcUserAadId SrcUserDomain SrcUserName
  SrcUserSid SrcUserUpn SrcZone ThreatCategory ThreatId ThreatName UrlCategory UrlHostname UrlOriginal
  _BilledSize:real _IsBillable SourceSystem TenantId Type
  `,
);

const azfwNetworkRule = defineTable(
  'AZFWNetworkRule',
  `
  TimeGenerated:datetime Action ActionReason DestinationIp DestinationPort:int Policy Protocol Rule RuleCollection
  RuleCollectionGroup SourceIp SourcePort:int _BilledSize:real _IsBillable _ResourceId SourceSystem _SubscriptionId
  TenantId Type
  `,
);

const azfwApplicationRule = defineTable(
  'AZFWApplicationRule',
  `
  TimeGenerated:datetime Action ActionReason DestinationPort:int Fqdn IsExplicitProxyRequest:bool
  IsTlsInspected:bool Policy Protocol Rule RuleCollection RuleCollectionGroup SourceIp SourcePort:int TargetUrl
  WebCategory _BilledSize:real _IsBillable _ResourceId SourceSystem _SubscriptionId TenantId Type
  `,
);

const ntaNetAnalytics = defineTable(
  'NTANetAnalytics',
  `
  TimeGenerated:datetime AclGroup AclRule AllowedInFlows:long AllowedOutFlows:long AzureRegion BytesDestToSrc:long
  BytesSrcToDest:long CompletedFlows:long ConnectingVnets ConnectionName ConnectionType Country DeniedInFlows:long
  DeniedOutFlows:long DestApplicationGateway DestExpressRouteCircuit DestIp DestLoadBalancer DestLocalNetworkGateway
  DestNic DestPort:int DestPublicIps DestRegion DestSubnet DestSubscription DestVm ExpressRouteCircuitPeeringType
  FaSchemaVersion FlowDirection FlowEncryption FlowEndTime:datetime FlowIntervalEndTime:datetime
  FlowIntervalStartTime:datetime FlowLogResourceId FlowStartTime:datetime FlowStatus FlowType
  IsFlowCapturedAtUdrHop:bool L4Protocol L7Protocol MacAddress NsgList NsgRule NsgRuleType PacketsDestToSrc:long
  PacketsSrcToDest:long PrivateEndpointResourceId PrivateLinkResourceId PrivateLinkResourceName
  SrcApplicationGateway SrcExpressRouteCircuit SrcIp SrcLoadBalancer SrcLocalNetworkGateway SrcNic SrcPort:int
  SrcPublicIps SrcRegion SrcSubnet SrcSubscription SrcVm Status SubType TargetResourceId TargetResourceType
  TimeProcessed:datetime SrcPorts SrcServiceId DestServiceId SrcServiceName DestServiceName SrcTenantId DestTenantId
  SrcTenantName DestTenantName SrcEnvironment DestEnvironment SrcCloud DestCloud SrcNetworkGroups DestNetworkGroups
  SrcServiceTags DestServiceTags LogResourceId Action Description TrafficAnalyticsResourceId RecordCount:long
  _BilledSize:real _IsBillable SourceSystem TenantId Type
  `,
);

const wireData = defineTable(
  'WireData',
  `
  TimeGenerated:datetime ApplicationProtocol ApplicationServiceName Computer Confidence Description Direction
  FirstReportedDateTime IndicatorThreatType IPVersion IsActive LastReportedDateTime LatencyMilliseconds:int
  LatencySamplingFailureRate LatencySamplingTimeStamp:datetime LocalIP LocalMAC LocalPortNumber:int LocalSubnet
  MaliciousIP ManagementGroupName ProcessID:int ProcessName ProtocolName ReceivedBytes:long ReceivedPackets:long
  RemoteIP RemoteIPCountry RemoteIPLatitude:real RemoteIPLongitude:real RemoteMAC RemotePortNumber:int
  SentBytes:long SentPackets:long SequenceNumber:long SessionEndTime:datetime SessionID SessionStartTime:datetime
  SessionState Severity:int TLPLevel TotalBytes:long _BilledSize:real _IsBillable _ResourceId SourceSystem
  _SubscriptionId Type TenantId
  `,
);

export const networkTables = [
  dnsInventory,
  vmComputer,
  vmConnection,
  vmProcess,
  vmBoundPort,
  w3CIISLog,
  windowsFirewall,
  networkSessions,
  azfwNetworkRule,
  azfwApplicationRule,
  ntaNetAnalytics,
  wireData,
];
