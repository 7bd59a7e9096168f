import { UrlSyncContextProvider } from '@grafana/scenes';
import { t } from '@grafana/i18n';
import React, { useEffect, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import { NotApplicableList } from '../components/NotApplicableList';
import { applicability, explainReason, type Chapter, type KnownSystem } from '../signals';
import { buildChapterScene } from './buildChapterScene';
import { PANEL_PARAMETER, showPanel } from './showPanel';

interface ChapterPageProps {
  chapter: Chapter;
  system: KnownSystem;
  tenants: readonly string[];
  metricsUid: string;
}

/** A chapter of the catalogue: its panels, with time range and variables in the URL, and what does not apply. */
export function ChapterPage({ chapter, system, tenants, metricsUid }: ChapterPageProps) {
  const scene = useMemo(
    () => buildChapterScene(chapter, { system, tenants, metricsUid }),
    [chapter, system, tenants, metricsUid]
  );
  const panel = useSearchParams()[0].get(PANEL_PARAMETER);
  useEffect(() => (panel === null ? undefined : showPanel(scene, panel)), [scene, panel]);
  const notApplicable = useMemo(() => listNotApplicable(chapter, system), [chapter, system]);
  return (
    <>
      <UrlSyncContextProvider scene={scene} updateUrlOnInit createBrowserHistorySteps>
        <scene.Component model={scene} />
      </UrlSyncContextProvider>
      <NotApplicableList entries={notApplicable} />
    </>
  );
}

function listNotApplicable(chapter: Chapter, system: KnownSystem) {
  return chapter.sections
    .flatMap((section) => section.signals)
    .flatMap((signal) => {
      const result = applicability(signal, system);
      return result.applies
        ? []
        : [
            {
              id: signal.id,
              title: t(`signals.${signal.id}.title`, signal.title),
              reason: explainReason(result.reason),
            },
          ];
    });
}
