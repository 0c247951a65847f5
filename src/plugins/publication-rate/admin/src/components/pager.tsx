import { Button, Flex, Typography } from '@strapi/design-system';

import type { Pagination } from '../services/api';
import { useText } from '../text';

interface Props {
  readonly pagination: Pagination;
  readonly onPage: (page: number) => void;
}

/** Pages of a list within a page; nothing where one is all. */
export const Pager = ({ pagination, onPage }: Props) => {
  const text = useText();
  const { page, pageCount } = pagination;
  if (pageCount <= 1) return null;
  return (
    <Flex tag="nav" aria-label={text('pager.label')} gap={3} paddingTop={3} data-no-print>
      <Button variant="tertiary" size="S" disabled={page <= 1} onClick={() => onPage(page - 1)}>
        {text('pager.previous')}
      </Button>
      <Typography variant="pi" textColor="neutral700" aria-live="polite">
        {text('pager.at', { page, pageCount })}
      </Typography>
      <Button
        variant="tertiary"
        size="S"
        disabled={page >= pageCount}
        onClick={() => onPage(page + 1)}
      >
        {text('pager.next')}
      </Button>
    </Flex>
  );
};
