// Whose turn it is to be sent to. An endpoint that hangs holds a slot for as long as a try may take, so each
// endpoint and each project has few of them; who finds none comes back when its turn should be, by how long
// the endpoint took of late, and waits nowhere meanwhile.

export interface TurnLimits {
  readonly perEndpoint: number;
  readonly perProject: number;
  readonly total: number;
}

export interface TurnKey {
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
  /** How long a try takes, of late. */
  averageSeconds: number;
  /** Up to when those who were sent away fill its slots, in milliseconds. */
  takenUntil: number;
}

const shortestWaitSeconds = 1;
const longestWaitSeconds = 600;
const usualSeconds = 0.1;
/** Endpoints that are remembered; the ones that were idle for longest are forgotten. */
const maxEndpoints = 10_000;

/** @param nowMilliseconds a clock that only goes forward. */
export function createTurns(
  limits: TurnLimits,
  nowMilliseconds: () => number = () => performance.now(),
): Turns {
  const endpoints = new Map<string, Endpoint>();
  const runningOfProject = new Map<string, number>();
  let running = 0;

  function endpointOf({ projectId, webhookId }: TurnKey): Endpoint {
    const id = `${projectId}/${webhookId}`;
    const known = endpoints.get(id) ?? { running: 0, averageSeconds: usualSeconds, takenUntil: 0 };
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
    const shareSeconds = endpoint.averageSeconds / limits.perEndpoint;
    endpoint.takenUntil = Math.max(now, endpoint.takenUntil) + shareSeconds * 1000;
    const waitSeconds = shortestWaitSeconds + (endpoint.takenUntil - now) / 1000;
    return { kind: 'later', afterSeconds: Math.min(waitSeconds, longestWaitSeconds) };
  }

  return {
    begin(key) {
      const endpoint = endpointOf(key);
      const ofProject = runningOfProject.get(key.projectId) ?? 0;
      const isFull =
        endpoint.running >= limits.perEndpoint ||
        ofProject >= limits.perProject ||
        running >= limits.total;
      if (isFull) return postpone(endpoint);
      const since = nowMilliseconds();
      endpoint.running += 1;
      runningOfProject.set(key.projectId, ofProject + 1);
      running += 1;
      return {
        kind: 'begun',
        end() {
          const seconds = (nowMilliseconds() - since) / 1000;
          endpoint.averageSeconds = (endpoint.averageSeconds + seconds) / 2;
          endpoint.running -= 1;
          running -= 1;
          const left = (runningOfProject.get(key.projectId) ?? 1) - 1;
          if (left === 0) runningOfProject.delete(key.projectId);
          else runningOfProject.set(key.projectId, left);
        },
      };
    },
  };
}
