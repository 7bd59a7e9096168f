import React, { useMemo } from 'react';
import { useSurroundings } from '../../data';
import { ChapterPage } from '../../panels';
import { INGESTION } from '../../signals';

/** Ingestion: from the receivers to the blocks. */
export default function IngestionPage() {
  const { capabilities, metrics } = useSurroundings();
  const { version, generation, topology, inventory, tenants } = capabilities;
  const system = useMemo(
    () => inventory && { version: version?.value, generation: generation?.value, topology: topology?.value, inventory },
    [version, generation, topology, inventory]
  );
  return metrics && system ? (
    <ChapterPage chapter={INGESTION} system={system} tenants={tenants} metricsUid={metrics.uid} />
  ) : null;
}
