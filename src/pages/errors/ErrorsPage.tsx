import React from 'react';
import { ChapterTabs, TracedTab } from '../../panels';
import { ERRORS } from '../../signals';
import { buildErrorsScene, SERVICES_PREFIX } from './buildErrorsScene';

/** What goes wrong in Tempo itself; and what fails in the services that it traces. */
export default function ErrorsPage() {
  return (
    <ChapterTabs
      chapter={ERRORS}
      servicesPrefix={SERVICES_PREFIX}
      services={<TracedTab buildScene={buildErrorsScene} />}
    />
  );
}
