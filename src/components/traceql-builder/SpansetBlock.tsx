import React from 'react';
import { ChainBlock } from './ChainBlock';
import { FilterBlock } from './FilterBlock';
import { InvalidBlock } from './InvalidBlock';
import { PipelineBlock } from './PipelineBlock';
import type { SpansetBlockProps } from './stageProps';

/** Spans: by conditions, by their relations to other spans, or by a pipeline of their own. */
export function SpansetBlock({ spanset, title, actions, Steps }: SpansetBlockProps) {
  switch (spanset.kind) {
    case 'filter':
      return <FilterBlock filter={spanset} title={title} actions={actions} />;
    case 'chain':
      return <ChainBlock chain={spanset} title={title} actions={actions} Steps={Steps} Spanset={SpansetBlock} />;
    case 'pipeline':
      return <PipelineBlock pipeline={spanset} title={title} actions={actions} Steps={Steps} />;
    case 'invalid':
      return <InvalidBlock spanset={spanset} title={title} />;
  }
}
