import { t } from '@grafana/i18n';
import { Button, Stack } from '@grafana/ui';
import React from 'react';
import { CodeSample } from '../../components/CodeSample';
import { downloadText } from '../../components/downloadText';

interface FileSampleProps {
  fileName: string;
  code: string;
}

/** A YAML file to read, copy and download. */
export function FileSample({ fileName, code }: FileSampleProps) {
  return (
    <Stack direction="column" gap={1} alignItems="stretch">
      <CodeSample title={fileName} code={code} />
      <div>
        <Button
          variant="secondary"
          size="sm"
          icon="download-alt"
          onClick={() => downloadText(code, fileName, 'application/yaml')}
          aria-label={t('setup.file.download-named', 'Download {{fileName}}', {
            fileName,
            interpolation: { escapeValue: false },
          })}
        >
          {t('setup.file.download', 'Download')}
        </Button>
      </div>
    </Stack>
  );
}
