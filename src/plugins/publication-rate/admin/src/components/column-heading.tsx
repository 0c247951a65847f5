import { Th, Typography } from '@strapi/design-system';

interface Props {
  readonly children: string;
  /** Above numbers, which stand at the right. */
  readonly isNumber?: boolean;
}

/** Heading of a column. */
export const ColumnHeading = ({ children, isNumber = false }: Props) => (
  <Th>
    <Typography variant="sigma" style={isNumber ? { marginInlineStart: 'auto' } : undefined}>
      {children}
    </Typography>
  </Th>
);
