import React from 'react';
import { ChapterTabs, TracedTab } from '../../panels';
import { LATENCY } from '../../signals';
import { buildLatencyScene, SERVICES_PREFIX } from './buildLatencyScene';

/** How long Tempo takes to answer, and where the time goes; and how long the services take that it traces. */
export default function LatencyPage() {
  return (
    <ChapterTabs
      chapter={LATENCY}
      servicesPrefix={SERVICES_PREFIX}
      services={<TracedTab buildScene={buildLatencyScene} />}
    />
  );
}
