import { Box, Flex, Loader } from '@strapi/design-system';
import type { ReactNode } from 'react';

import { useText } from '../text';
import { Problem } from './problem';

interface Query<T> {
  readonly data?: T | undefined;
  readonly error?: unknown;
  readonly isFetching: boolean;
  readonly refetch: () => unknown;
}

interface Props<T> {
  readonly query: Query<T>;
  readonly children: (data: T) => ReactNode;
}

/** What a query has brought; before that a wait, and otherwise what went wrong. */
export const QueryState = <T,>({ query, children }: Props<T>) => {
  const text = useText();
  const { data, error, isFetching, refetch } = query;
  if (error) return <Problem error={error} onRetry={() => void refetch()} />;
  if (data === undefined) {
    // Not the panel's own page of waiting, which is a second `main` on the page.
    return (
      <Flex justifyContent="center" padding={8} aria-busy>
        <Loader>{text('figures.loading')}</Loader>
      </Flex>
    );
  }
  return (
    <Box aria-busy={isFetching} style={{ opacity: isFetching ? 0.6 : 1 }}>
      {children(data)}
    </Box>
  );
};
