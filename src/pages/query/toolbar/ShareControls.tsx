import { locationUtil, type TimeRange } from '@grafana/data';
import { t } from '@grafana/i18n';
import { locationService } from '@grafana/runtime';
import { Button, LinkButton } from '@grafana/ui';
import React, { useState } from 'react';
import { useLocation } from 'react-router-dom';
import { absoluteUrl } from '../../../grafana';
import { buildCurl } from '../actions/buildCurl';
import { buildAlertPath, buildExplorePath, buildPanelJson, type SharedQuery } from '../actions/buildLinks';
import { resolveRange } from '../useTimeRange';
import { ShareModal, type Shareable } from './ShareModal';

interface ShareControlsProps {
  shared: SharedQuery;
  sendsTenant: boolean;
  /** Brings the address up to date with what is written. */
  onOpen(): void;
}

/** The query elsewhere: for other people, in a shell, on a dashboard, in Explore, in an alert rule. */
export function ShareControls({ shared, sendsTenant, onOpen }: ShareControlsProps) {
  const [isOpen, setIsOpen] = useState(false);
  const { pathname, search } = useLocation();
  return (
    <>
      <LinkButton variant="secondary" icon="compass" href={locationUtil.assureBaseUrl(buildExplorePath(shared))}>
        {t('query.share.explore', 'Explore')}
      </LinkButton>
      {shared.isMetrics && (
        <LinkButton
          variant="secondary"
          icon="bell"
          href={locationUtil.assureBaseUrl(buildAlertPath(shared, `${pathname}${search}`))}
        >
          {t('query.share.alert', 'Create alert')}
        </LinkButton>
      )}
      <Button
        variant="secondary"
        icon="share-alt"
        onClick={() => {
          onOpen();
          setIsOpen(true);
        }}
      >
        {t('query.share.open', 'Share')}
      </Button>
      {isOpen && <ShareModal items={listShareables(shared, sendsTenant)} onDismiss={() => setIsOpen(false)} />}
    </>
  );
}

function listShareables(shared: SharedQuery, sendsTenant: boolean): Shareable[] {
  const range = resolveRange(shared.raw.from, shared.raw.to);
  const { pathname, search } = locationService.getLocation();
  const link = absoluteUrl(`${pathname}${search}`);
  const [fromMs, toMs] = [range.from.valueOf(), range.to.valueOf()];
  return [
    {
      id: 'link',
      title: t('query.share.link', 'Link'),
      description: t('query.share.link-why', 'Opens this page with the query, the time range and the view.'),
      content: link,
    },
    ...(isRelative(range) ? [fixedLink(pathname, search, fromMs, toMs)] : []),
    {
      id: 'curl',
      title: t('query.share.curl', 'curl'),
      description: t('query.share.curl-why', 'Asks Tempo itself, without Grafana. TEMPO_URL is the address of Tempo.'),
      content: buildCurl(shared, { fromMs, toMs }, sendsTenant),
    },
    {
      id: 'panel',
      title: t('query.share.panel', 'Dashboard panel'),
      description: t('query.share.panel-why', 'JSON to be pasted into the panels of a dashboard.'),
      content: buildPanelJson(shared),
    },
  ];
}

function isRelative({ raw }: TimeRange): boolean {
  return typeof raw.from === 'string' || typeof raw.to === 'string';
}

function fixedLink(pathname: string, search: string, fromMs: number, toMs: number): Shareable {
  const parameters = new URLSearchParams(search);
  parameters.set('from', String(fromMs));
  parameters.set('to', String(toMs));
  return {
    id: 'fixed-link',
    title: t('query.share.fixed-link', 'Link with fixed times'),
    description: t('query.share.fixed-link-why', 'Shows the same traces tomorrow, as long as Tempo keeps them.'),
    content: absoluteUrl(`${pathname}?${parameters}`),
  };
}
