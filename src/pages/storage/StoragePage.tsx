import React from 'react';
import { DiscoveredChapterPage } from '../../panels';
import { STORAGE } from '../../signals';

/** What is stored, and whether it is kept in order. */
export default function StoragePage() {
  return <DiscoveredChapterPage chapter={STORAGE} />;
}
