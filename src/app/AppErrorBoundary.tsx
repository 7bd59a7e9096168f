import { locationUtil } from '@grafana/data';
import { t, Trans } from '@grafana/i18n';
import { locationService } from '@grafana/runtime';
import { Alert, Button, LinkButton, Stack } from '@grafana/ui';
import React, { Component, type PropsWithChildren } from 'react';

interface AppErrorBoundaryProps {
  /** Called before the children are tried again. */
  onRetry?(): void;
}

/**
 * Keeps a crash to the page. A part of the app that did not load (the plugin was updated while the tab was open, or the
 * network failed) is told apart from a defect: there a reload helps.
 */
export class AppErrorBoundary extends Component<
  PropsWithChildren<AppErrorBoundaryProps>,
  { error: Error | undefined }
> {
  state: { error: Error | undefined } = { error: undefined };

  static getDerivedStateFromError(error: unknown): { error: Error } {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  retry = (): void => {
    this.props.onRetry?.();
    this.setState({ error: undefined });
  };

  render() {
    const { error } = this.state;
    if (!error) {
      return this.props.children;
    }
    return isLoadFailure(error) ? <LoadFailure onRetry={this.retry} /> : <Crash error={error} onRetry={this.retry} />;
  }
}

/** True where a script or style of the app could not be fetched (webpack's and the browser's errors). */
export function isLoadFailure({ name, message }: Error): boolean {
  return (
    name === 'ChunkLoadError' || /Loading (CSS )?chunk|dynamically imported module|module script failed/i.test(message)
  );
}

interface RetryProps {
  onRetry(): void;
}

function LoadFailure({ onRetry }: RetryProps) {
  return (
    <Alert severity="warning" title={t('error.load-failure-title', 'A part of the app did not load')}>
      <Stack direction="column" gap={1} alignItems="flex-start">
        <Trans i18nKey="error.load-failure">
          The network failed, or Tempo Companion was updated while this tab was open. Reload to get the current version.
        </Trans>
        <ReloadButtons onRetry={onRetry} />
      </Stack>
    </Alert>
  );
}

function Crash({ error, onRetry }: RetryProps & { error: Error }) {
  return (
    <Alert severity="error" title={t('error.crash-title', 'This page stopped working')}>
      <Stack direction="column" gap={1} alignItems="flex-start">
        <Trans i18nKey="error.crash">
          That is a defect of Tempo Companion. Please report it with the text below and what you did before.
        </Trans>
        <code>{error.message}</code>
        <ReloadButtons onRetry={onRetry} />
      </Stack>
    </Alert>
  );
}

function ReloadButtons({ onRetry }: RetryProps) {
  const { pathname, search } = locationService.getLocation();
  return (
    <Stack direction="row" gap={1}>
      {/* Grafana leaves a link with a target to the browser, which loads the page anew. */}
      <LinkButton icon="sync" href={locationUtil.assureBaseUrl(`${pathname}${search}`)} target="_self">
        {t('error.reload', 'Reload the page')}
      </LinkButton>
      <Button variant="secondary" onClick={onRetry}>
        {t('error.retry', 'Try again')}
      </Button>
    </Stack>
  );
}
