import { createContext, useContext } from 'react';
import type { PluginSettings } from '../grafana';

/** The settings of the app, provided by its root. */
export const PluginSettingsContext = createContext<PluginSettings>({});

/** The settings that an administrator chose on the configuration page. */
export function usePluginSettings(): PluginSettings {
  return useContext(PluginSettingsContext);
}
