import type { ProjectId } from '@gatehouse/protocol';

/** Who wants to know when a project's runtime changed, within this process. */
export interface Announcements {
  announce(projectId: ProjectId): void;
  subscribe(listener: (projectId: ProjectId) => void): () => void;
}

export function createAnnouncements(): Announcements {
  const listeners = new Set<(projectId: ProjectId) => void>();
  return {
    announce(projectId) {
      for (const listener of listeners) {
        try {
          listener(projectId);
        } catch (error) {
          // What is announced is committed: its writer must not see a listener's fault as its own.
          queueMicrotask(() => {
            throw error;
          });
        }
      }
    },
    subscribe(listener) {
      // A wrapper of its own: the same function may be subscribed twice and stopped once.
      const own = (projectId: ProjectId) => listener(projectId);
      listeners.add(own);
      return () => listeners.delete(own);
    },
  };
}
