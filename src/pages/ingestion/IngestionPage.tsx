import React from 'react';
import { DiscoveredChapterPage } from '../../panels';
import { INGESTION } from '../../signals';

/** Ingestion: from the receivers to the blocks. */
export default function IngestionPage() {
  return <DiscoveredChapterPage chapter={INGESTION} />;
}
