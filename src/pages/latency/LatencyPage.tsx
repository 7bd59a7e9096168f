import React from 'react';
import { DiscoveredChapterPage } from '../../panels';
import { LATENCY } from '../../signals';

/** How long Tempo takes to answer, and where the time goes. */
export default function LatencyPage() {
  return <DiscoveredChapterPage chapter={LATENCY} />;
}
