import { Button, EmptyStateLayout } from '@strapi/design-system';

import { useText } from '../text';

interface Props {
  readonly isPastEnd: boolean;
  readonly isFiltered: boolean;
  readonly onChange: (changes: Readonly<Record<string, string>>) => void;
}

/** Why there is no row, and the way to where there is one. */
export const NoItems = ({ isPastEnd, isFiltered, onChange }: Props) => {
  const text = useText();
  if (isPastEnd) {
    return (
      <EmptyStateLayout
        content={text('items.pastEnd')}
        action={
          <Button variant="secondary" onClick={() => onChange({ page: '' })}>
            {text('items.firstPage')}
          </Button>
        }
      />
    );
  }
  if (isFiltered) {
    return (
      <EmptyStateLayout
        content={text('items.emptyFiltered')}
        action={
          <Button variant="secondary" onClick={() => onChange({ state: '', q: '' })}>
            {text('items.clearFilters')}
          </Button>
        }
      />
    );
  }
  return <EmptyStateLayout content={text('items.empty')} />;
};
