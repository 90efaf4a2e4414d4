/** A well-known public service that background traffic goes to, under addresses that geo databases know. */
export interface PublicService {
  readonly name: string;
  readonly addresses: readonly string[];
  readonly port: number;
  readonly protocol: 'https' | 'http' | 'domain' | 'ntp';
}

function service(
  name: string,
  addresses: readonly string[],
  protocol: PublicService['protocol'] = 'https',
): PublicService {
  const port = { https: 443, http: 80, domain: 53, ntp: 123 }[protocol];
  return { name, addresses, port, protocol };
}

export const UPDATE_SERVICES: readonly PublicService[] = [
  service('fe2.update.microsoft.com', ['20.109.209.108', '52.185.211.133']),
  service('ctldl.windowsupdate.com', ['13.107.4.50'], 'http'),
  service('wdcp.microsoft.com', ['40.90.190.179', '20.190.151.7']),
  service('settings-win.data.microsoft.com', ['51.104.136.2', '40.119.249.228']),
];

export const OFFICE_SERVICES: readonly PublicService[] = [
  service('outlook.office365.com', ['52.97.183.162', '40.99.201.210']),
  service('login.microsoftonline.com', ['20.190.159.4', '40.126.31.67']),
  service('teams.microsoft.com', ['52.113.194.132']),
  service('officeclient.microsoft.com', ['52.109.76.141']),
];

export const BROWSING_SERVICES: readonly PublicService[] = [
  service('www.google.com', ['142.250.74.36', '172.217.16.132']),
  service('www.gstatic.com', ['142.250.185.99']),
  service('www.cloudflare.com', ['104.16.124.96', '104.16.123.96']),
  service('www.bing.com', ['13.107.21.200', '204.79.197.200']),
  service('one.one.one.one', ['1.1.1.1']),
];

export const RESOLVERS: readonly PublicService[] = [
  service('dns.google', ['8.8.8.8', '8.8.4.4'], 'domain'),
  service('one.one.one.one', ['1.1.1.1', '1.0.0.1'], 'domain'),
  service('dns.quad9.net', ['9.9.9.9'], 'domain'),
];

export const AGENT_SERVICE = service('weu-ods.azure-monitor.example', ['20.50.88.235']);

export const TIME_SERVICE = service('time.windows.com', ['20.101.57.9'], 'ntp');

/** Every address of the lists above: with the documentation ranges, the only public ones in the demo. */
export const WELL_KNOWN_ADDRESSES: readonly string[] = [
  ...new Set(
    [...UPDATE_SERVICES, ...OFFICE_SERVICES, ...BROWSING_SERVICES, ...RESOLVERS, AGENT_SERVICE, TIME_SERVICE].flatMap(
      (entry) => entry.addresses,
    ),
  ),
];

/** Hosts on the internet that try doors at random or visit the web site: RFC 5737 documentation addresses. */
export const SCANNERS: readonly string[] = [
  '192.0.2.17',
  '192.0.2.203',
  '198.51.100.12',
  '198.51.100.190',
  '203.0.113.77',
  '203.0.113.154',
];
