import { clusterEvents, type EventClusters } from '../clustering/cluster-events.js';
import {
  type ProcessColumns,
  type ProcessFeatureOptions,
  type ProcessFeatures,
  processFeatures,
} from '../features/process-features.js';
import { eventRarity, type SessionRarity, sessionRarity } from './session-rarity.js';

export interface ProcessRarityColumns extends ProcessColumns {
  /** Account that the clustering looks at. */
  readonly account: readonly (string | null | undefined)[];
  /** Account that names a session; `account` by default. */
  readonly sessionAccount?: readonly (string | null | undefined)[];
  /** Text of the logon id as sessions are told apart; `subjectLogonId` as text by default. */
  readonly session?: readonly (string | null | undefined)[];
  readonly times?: ArrayLike<number | null>;
}

export interface ProcessRarityOptions extends ProcessFeatureOptions {
  /** 0.0001 by default. */
  readonly eps?: number;
  /** 2 by default. */
  readonly minSamples?: number;
}

export interface ProcessRarity {
  readonly features: ProcessFeatures;
  readonly clusters: EventClusters;
  /** Of each event: one over the size of its cluster. */
  readonly rarity: Float64Array;
  readonly sessions: SessionRarity;
}

/**
 * Rarity of processes and of their logon sessions: features, clusters of commandlineTokensFull, pathScore, accountNum and
 * isSystemSession, 1 / cluster size (step 17 of Microsoft's Windows host notebook).
 *
 * Events take the size of the cluster they are in. With parity `msticpy` only events whose four features equal those of
 * their cluster's first event are counted, the others have rarity NaN.
 */
export function processRarity(columns: ProcessRarityColumns, options: ProcessRarityOptions = {}): ProcessRarity {
  const features = processFeatures(columns, options);
  const used = [
    features.commandlineTokensFull,
    features.pathScore,
    features.accountNum,
    features.isSystemSession,
  ] as const;
  const clusters = clusterEvents(used, {
    eps: options.eps ?? 0.0001,
    ...(options.minSamples === undefined ? {} : { minSamples: options.minSamples }),
    ...(columns.times ? { times: columns.times } : {}),
    ...(options.parity ? { parity: options.parity } : {}),
  });
  const rarity = eventRarity(clusters.sizes);
  if (options.parity === 'msticpy') {
    const { row: shown, ClusterId: labels } = clusters.rows;
    const exemplar = new Map<number, number>();
    for (let i = 0; i < shown.length; i++) if (labels[i] !== -1) exemplar.set(labels[i]!, shown[i]!);
    for (let row = 0; row < rarity.length; row++) {
      const twin = exemplar.get(clusters.labels[row]!) ?? row;
      if (used.some((feature) => feature[row] !== feature[twin])) rarity[row] = Number.NaN;
    }
  }
  const session =
    columns.session ?? columns.subjectLogonId.map((id) => (id === null || id === undefined ? '' : String(id)));
  return {
    features,
    clusters,
    rarity,
    sessions: sessionRarity({ account: columns.sessionAccount ?? columns.account, session, rarity }),
  };
}
