import React, { useMemo } from 'react';
import { useSurroundings } from '../data';
import type { Chapter } from '../signals';
import { ChapterPage } from './ChapterPage';

interface DiscoveredChapterPageProps {
  chapter: Chapter;
}

/** A chapter of the catalogue for the Tempo that was discovered. Renders nothing until it is known what there is. */
export function DiscoveredChapterPage({ chapter }: DiscoveredChapterPageProps) {
  const { capabilities, metrics } = useSurroundings();
  const { version, generation, topology, inventory, tenants } = capabilities;
  const system = useMemo(
    () => inventory && { version: version?.value, generation: generation?.value, topology: topology?.value, inventory },
    [version, generation, topology, inventory]
  );
  return metrics && system ? (
    <ChapterPage chapter={chapter} system={system} tenants={tenants} metricsUid={metrics.uid} />
  ) : null;
}
