// Whose turn it is to be sent to. An endpoint that hangs holds a slot for as long as a try may take, so each
// endpoint, each project and each workspace has few of them, and some are kept for endpoints that are known to
// answer at once; who finds none comes back when its turn should be, by how long the endpoint took of late, and
// waits nowhere meanwhile.

export interface TurnLimits {
  readonly perEndpoint: number;
  readonly perProject: number;
  /** Projects cost nothing: whoever has many has no more of these. */
  readonly perWorkspace: number;
  readonly total: number;
  /** Of the total, those that only endpoints get that have answered quickly of late. */
  readonly keptForQuick: number;
}

export interface TurnKey {
  /** null: the console's own project. */
  readonly workspaceId: string | null;
  readonly projectId: string;
  readonly webhookId: string;
}

export type Turn =
  | {
      readonly kind: 'begun';
      /** Gives the slot back. */
      end(): void;
    }
  | { readonly kind: 'later'; readonly afterSeconds: number };

export interface Turns {
  begin(key: TurnKey): Turn;
}

interface Endpoint {
  running: number;
  /** How long a try takes, of late; undefined: none has ended yet. */
  averageSeconds: number | undefined;
  /** Up to when those who were sent away fill its slots, in milliseconds. */
  takenUntil: number;
}

const shortestWaitSeconds = 1;
const longestWaitSeconds = 600;
const usualSeconds = 0.1;
const quickSeconds = 1;
/** Endpoints that are remembered; the ones that were idle for longest are forgotten. */
const maxEndpoints = 10_000;

/** @param nowMilliseconds a clock that only goes forward. */
export function createTurns(
  limits: TurnLimits,
  nowMilliseconds: () => number = () => performance.now(),
): Turns {
  const endpoints = new Map<string, Endpoint>();
  const ofProject = createCounts();
  const ofWorkspace = createCounts();
  let running = 0;

  function endpointOf({ projectId, webhookId }: TurnKey): Endpoint {
    const id = `${projectId}/${webhookId}`;
    const known = endpoints.get(id) ?? { running: 0, averageSeconds: undefined, takenUntil: 0 };
    endpoints.delete(id);
    endpoints.set(id, known);
    if (endpoints.size > maxEndpoints) forgetIdle();
    return known;
  }

  function forgetIdle(): void {
    for (const [id, endpoint] of endpoints) {
      if (endpoint.running > 0) continue;
      endpoints.delete(id);
      return;
    }
  }

  function postpone(endpoint: Endpoint): Turn {
    const now = nowMilliseconds();
    const shareSeconds = (endpoint.averageSeconds ?? usualSeconds) / limits.perEndpoint;
    endpoint.takenUntil = Math.max(now, endpoint.takenUntil) + shareSeconds * 1000;
    const waitSeconds = shortestWaitSeconds + (endpoint.takenUntil - now) / 1000;
    return { kind: 'later', afterSeconds: Math.min(waitSeconds, longestWaitSeconds) };
  }

  function isFull(endpoint: Endpoint, { projectId, workspaceId }: TurnKey): boolean {
    const { averageSeconds } = endpoint;
    const isQuick = averageSeconds !== undefined && averageSeconds < quickSeconds;
    return (
      endpoint.running >= limits.perEndpoint ||
      ofProject.get(projectId) >= limits.perProject ||
      (workspaceId !== null && ofWorkspace.get(workspaceId) >= limits.perWorkspace) ||
      running >= limits.total - (isQuick ? 0 : limits.keptForQuick)
    );
  }

  function count(endpoint: Endpoint, { projectId, workspaceId }: TurnKey, by: 1 | -1): void {
    endpoint.running += by;
    ofProject.add(projectId, by);
    if (workspaceId !== null) ofWorkspace.add(workspaceId, by);
    running += by;
  }

  return {
    begin(key) {
      const endpoint = endpointOf(key);
      if (isFull(endpoint, key)) return postpone(endpoint);
      const since = nowMilliseconds();
      count(endpoint, key, 1);
      return {
        kind: 'begun',
        end() {
          const seconds = (nowMilliseconds() - since) / 1000;
          endpoint.averageSeconds = ((endpoint.averageSeconds ?? usualSeconds) + seconds) / 2;
          count(endpoint, key, -1);
        },
      };
    },
  };
}

/** Holds only what is not zero. */
function createCounts() {
  const counts = new Map<string, number>();
  const get = (id: string): number => counts.get(id) ?? 0;
  return {
    get,
    add(id: string, by: 1 | -1): void {
      const next = get(id) + by;
      if (next === 0) counts.delete(id);
      else counts.set(id, next);
    },
  };
}
