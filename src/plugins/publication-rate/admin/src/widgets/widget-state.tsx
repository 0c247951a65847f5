import { Typography } from '@strapi/design-system';
import { Widget } from '@strapi/strapi/admin';
import type { ReactNode } from 'react';

import { useFailureText } from '../hooks/use-failure-text';
import { isForbidden } from '../services/errors';
import { useText } from '../text';

interface Props<T> {
  readonly query: { readonly data?: T | undefined; readonly error?: unknown };
  /** Whether there is nothing to show, and what that means. */
  readonly emptyText: (data: T) => string | null;
  readonly children: (data: T) => ReactNode;
}

/** What a widget's query has brought, or why not. */
export const WidgetState = <T,>({ query, emptyText, children }: Props<T>) => {
  const text = useText();
  const failureText = useFailureText();
  if (query.error && isForbidden(query.error)) {
    return <Widget.NoPermissions>{failureText(query.error)}</Widget.NoPermissions>;
  }
  if (query.error) return <Widget.Error>{failureText(query.error)}</Widget.Error>;
  if (query.data === undefined) return <Widget.Loading>{text('figures.loading')}</Widget.Loading>;
  const empty = emptyText(query.data);
  if (empty !== null) {
    return (
      <Typography textColor="neutral700" tag="p">
        {empty}
      </Typography>
    );
  }
  return children(query.data);
};
