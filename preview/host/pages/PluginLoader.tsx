import type { AppPlugin } from '@grafana/data';
import { Alert, LoadingPlaceholder } from '@grafana/ui';
import React, { type ReactNode, useEffect, useState } from 'react';
import { Page } from '../chrome/Page.tsx';
import { loadPlugin } from '../loadPlugin.ts';

interface PluginLoaderProps {
  pluginId: string;
  children(plugin: AppPlugin): ReactNode;
}

type Load = { plugin: AppPlugin } | { error: unknown } | undefined;

export function PluginLoader({ pluginId, children }: PluginLoaderProps) {
  const [load, setLoad] = useState<Load>();
  useEffect(() => {
    let isCurrent = true;
    const keep = (next: Load) => isCurrent && setLoad(next);
    loadPlugin(pluginId).then(
      (plugin) => keep({ plugin }),
      (error: unknown) => keep({ error })
    );
    return () => {
      isCurrent = false;
      setLoad(undefined);
    };
  }, [pluginId]);

  if (!load) {
    return <LoadingPlaceholder text="Loading ..." />;
  }
  if ('error' in load) {
    return (
      <Page pageNav={{ text: 'App not found' }}>
        <Alert severity="error" title={`The plugin ${pluginId} could not be loaded`}>
          {describeError(load.error)}
        </Alert>
      </Page>
    );
  }
  return children(load.plugin);
}

function describeError(error: unknown): string {
  if (error instanceof Error) {
    return error.message;
  }
  const { data, statusText } = error as { data?: { message?: string }; statusText?: string };
  return data?.message ?? statusText ?? String(error);
}
