import { usePluginUserStorage } from '@grafana/runtime';
import { useMemo, useState } from 'react';

/** Keeps texts for the user. */
export interface UserStore {
  /** Null where nothing is kept. @throws where the storage cannot be read */
  read(key: string): Promise<string | null>;
  /** @throws where the storage cannot be written (full, or forbidden) */
  write(key: string, value: string): Promise<void>;
}

/**
 * The storage that Grafana has for each user and plugin; where there is none (not signed in, or switched off) Grafana
 * itself takes the browser's. Only inside of the plugin's pages.
 */
export function useUserStore(): UserStore {
  const fresh = usePluginUserStorage();
  // The hook makes a new one on every rendering, and each asks the server again.
  const [storage] = useState(fresh);
  return useMemo(
    () => ({
      read: async (key) => (await storage.getItem(key)) ?? null,
      write: (key, value) => storage.setItem(key, value),
    }),
    [storage]
  );
}
