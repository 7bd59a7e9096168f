import type { PluginExtensionOpenModalOptions } from '@grafana/data';

export interface ExtensionModalState extends PluginExtensionOpenModalOptions {
  pluginId: string;
}

let state: ExtensionModalState | undefined;
const listeners = new Set<() => void>();

/** Shows what a link of a plugin wants to show when it is clicked. */
export function openExtensionModal(next: ExtensionModalState | undefined): void {
  state = next;
  listeners.forEach((notify) => notify());
}

export function getExtensionModal(): ExtensionModalState | undefined {
  return state;
}

export function subscribeToExtensionModal(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
