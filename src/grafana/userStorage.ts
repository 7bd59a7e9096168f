import { config, usePluginUserStorage } from '@grafana/runtime';
import { useMemo, useState } from 'react';
import { PLUGIN_ID } from '../constants';

/** Keeps texts for the user. */
export interface UserStore {
  /** As other tabs left it; null where nothing is kept. @throws where the storage cannot be read */
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
  // The hook makes a new one on every rendering, and before Grafana 13 each asks the server again.
  const [storage] = useState(fresh);
  return useMemo(
    () => ({
      read: async (key) => openOtherTabs().written.get(key) ?? (await storage.getItem(key)) ?? null,
      write: async (key, value) => {
        await storage.setItem(key, value);
        openOtherTabs().tell(key, value);
      },
    }),
    [storage]
  );
}

interface OtherTabs {
  /** What any tab has written since this one asked Grafana. */
  readonly written: ReadonlyMap<string, string>;
  tell(key: string, value: string): void;
}

let otherTabs: OtherTabs | undefined;

/**
 * Grafana asks the server once for each page, and goes on answering what it said then (`userStorage.mjs`, 12.3 and 13.1):
 * what another tab writes would be lost to the next writing here. So the tabs tell each other.
 */
function openOtherTabs(): OtherTabs {
  otherTabs ??= listenToOtherTabs();
  return otherTabs;
}

function listenToOtherTabs(): OtherTabs {
  const written = new Map<string, string>();
  const user = config.bootData?.user;
  const channel =
    typeof BroadcastChannel === 'undefined'
      ? undefined
      : new BroadcastChannel([PLUGIN_ID, 'user-storage', config.appUrl, user?.uid || user?.id].join(' '));
  channel?.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (Array.isArray(data) && typeof data[0] === 'string' && typeof data[1] === 'string') {
      written.set(data[0], data[1]);
    }
  });
  return {
    written,
    tell: (key, value) => {
      written.set(key, value);
      channel?.postMessage([key, value]);
    },
  };
}
