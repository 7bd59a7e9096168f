import { t } from '@grafana/i18n';
import { Drawer, Tab, TabsBar } from '@grafana/ui';
import React, { useState } from 'react';
import type { TraceqlSuggestions } from '../../../data';
import type { QueryMemoryControl } from '../memory/useQueryMemory';
import { HistoryList } from './HistoryList';
import { NamedList } from './NamedList';
import { TemplateList } from './TemplateList';

interface QueryLibraryProps {
  control: QueryMemoryControl;
  /** The query on the page, to be given a name. */
  text: string;
  tempo: string;
  suggestions: TraceqlSuggestions;
  /** Takes a query over, and asks it. */
  onUse(text: string): void;
  onDismiss(): void;
}

type Section = 'templates' | 'named' | 'history';

/** Queries to begin with: ours, the user's, and those that were run. */
export function QueryLibrary({ control, text, tempo, suggestions, onUse, onDismiss }: QueryLibraryProps) {
  const [section, setSection] = useState<Section>('templates');
  const titles: Array<[Section, string]> = [
    ['templates', t('query.library.templates', 'Templates')],
    ['named', t('query.library.named', 'Saved')],
    ['history', t('query.library.history', 'History')],
  ];
  return (
    <Drawer
      title={t('query.library.title', 'Queries')}
      size="md"
      onClose={onDismiss}
      tabs={
        <TabsBar>
          {titles.map(([name, title]) => (
            <Tab key={name} label={title} active={section === name} onChangeTab={() => setSection(name)} />
          ))}
        </TabsBar>
      }
    >
      {section === 'templates' && <TemplateList tempo={tempo} suggestions={suggestions} onUse={onUse} />}
      {section === 'named' && <NamedList control={control} text={text} onUse={onUse} />}
      {section === 'history' && <HistoryList control={control} onUse={onUse} />}
    </Drawer>
  );
}
