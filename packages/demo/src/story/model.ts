/** A row, or several alike, that a stage of the intrusion left in the logs. */
export interface Evidence {
  readonly about: string;
  readonly table:
    | 'SecurityEvent'
    | 'WindowsEvent'
    | 'SecurityAlert'
    | 'AzureNetworkAnalytics_CL'
    | 'ThreatIntelligenceIndicator';
  /** Channel and id of a Windows event. */
  readonly channel?: string;
  readonly eventId?: number;
  /** Full name of the host that logged it. */
  readonly computer?: string;
  /**
   * Columns of the table, or named values of a Windows event's data (which `SecurityEvent` holds in columns of the same
   * name and `WindowsEvent` in EventData), and what they equal.
   */
  readonly values: Readonly<Record<string, string>>;
  /** Columns or named values that contain a text, in this case. */
  readonly contains?: Readonly<Record<string, string>>;
  /** How many such rows there are at least. */
  readonly atLeast: number;
}

export type StageId =
  | 'password-guessing'
  | 'external-logon'
  | 'discovery'
  | 'encoded-powershell'
  | 'scheduled-task'
  | 'service'
  | 'credential-dumping'
  | 'lateral-movement'
  | 'new-administrator'
  | 'log-clearing'
  | 'beaconing';

export interface StoryStage {
  readonly id: StageId;
  readonly title: string;
  readonly summary: string;
  /** MITRE ATT&CK technique. */
  readonly technique: string;
  /** Full name of the host on which it happens. */
  readonly host: string;
  /** Account under which it happens, `DOMAIN\name`. */
  readonly account: string;
  /** ISO 8601 in UTC, both inclusive. */
  readonly start: string;
  readonly end: string;
  readonly evidence: readonly Evidence[];
  /** Addresses, names, URLs and hashes that a hunter should come away with. */
  readonly indicators: readonly string[];
  /** Names of the alerts in SecurityAlert that point at the stage. */
  readonly alerts: readonly string[];
}

export interface Story {
  /** First and last instant of the logs, ISO 8601 in UTC; the end is exclusive. */
  readonly start: string;
  readonly end: string;
  readonly hosts: readonly {
    readonly name: string;
    readonly fqdn: string;
    readonly role: string;
    readonly ip: string;
  }[];
  readonly accounts: readonly string[];
  readonly facts: {
    /** Full name of the host that was broken into, and of the one reached from it. */
    readonly victim: string;
    readonly second: string;
    readonly account: string;
    /** Logon id of the intruder's session on the victim. */
    readonly logonId: string;
    /** Logon id of the service that runs as SYSTEM. */
    readonly systemLogonId: string;
    readonly attackerIp: string;
    readonly controlIp: string;
    readonly controlDomain: string;
    readonly implantPath: string;
    readonly implantSha256: string;
    /** The two layers of the encoded command, as text. */
    readonly outerScript: string;
    readonly innerScript: string;
    readonly compressedScript: string;
  };
  readonly stages: readonly StoryStage[];
}
