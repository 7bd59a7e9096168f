import React from 'react';
import { DiscoveredChapterPage } from '../../panels';
import { ERRORS } from '../../signals';

/** What goes wrong in Tempo itself. */
export default function ErrorsPage() {
  return <DiscoveredChapterPage chapter={ERRORS} />;
}
