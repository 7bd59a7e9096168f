import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import type { SyntaxKind } from '../../traceql';

/** Class of each kind of token; what looks like the text around it has none. All are readable on every background. */
export function tokenStyles(theme: GrafanaTheme2): Partial<Record<SyntaxKind, string>> {
  const { text, success, warning, info } = theme.colors;
  const strong = css({ color: text.maxContrast, fontWeight: theme.typography.fontWeightMedium });
  const field = css({ color: info.text });
  const constant = css({ color: success.text });
  const faint = css({ color: text.secondary });
  return {
    comment: faint,
    scope: faint,
    attribute: field,
    intrinsic: field,
    string: css({ color: warning.text }),
    number: constant,
    constant,
    function: strong,
    keyword: strong,
  };
}
