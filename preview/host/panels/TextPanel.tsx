import { css, cx } from '@emotion/css';
import { type PanelProps, renderTextPanelMarkdown, textUtil } from '@grafana/data';
import { ScrollContainer, useStyles2 } from '@grafana/ui';
import React, { useMemo } from 'react';
import type { PanelDefinition } from './buildPanelPlugin.ts';

interface TextOptions {
  mode: 'markdown' | 'html' | 'code';
  content: string;
}

export const textDefinition: PanelDefinition = {
  id: 'text',
  name: 'Text',
  component: TextPanel as PanelDefinition['component'],
  skipDataQuery: true,
  options: { mode: 'markdown', content: '' },
};

function TextPanel({ options: { mode, content }, replaceVariables }: PanelProps<TextOptions>) {
  const styles = useStyles2(getStyles);
  const text = replaceVariables(content, {}, mode === 'code' ? undefined : 'html');
  const html = useMemo(() => renderContent(text, mode), [text, mode]);
  if (mode === 'code') {
    return (
      <ScrollContainer>
        <pre>{text}</pre>
      </ScrollContainer>
    );
  }
  return (
    <ScrollContainer>
      {/* Sanitised by Grafana's own functions. */}
      <div className={cx('markdown-html', styles.content)} dangerouslySetInnerHTML={{ __html: html }} />
    </ScrollContainer>
  );
}

function renderContent(text: string, mode: TextOptions['mode']): string {
  return mode === 'html' ? textUtil.sanitizeTextPanelContent(text) : renderTextPanelMarkdown(text);
}

const getStyles = () => ({ content: css({ height: '100%' }) });
