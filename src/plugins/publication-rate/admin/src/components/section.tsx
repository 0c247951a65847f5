import { Box, Flex, Typography } from '@strapi/design-system';
import { useId, type ReactNode } from 'react';

interface Props {
  readonly title: string;
  /** One sentence under the title. */
  readonly hint?: string | undefined;
  /** Beside the title. */
  readonly action?: ReactNode;
  readonly children: ReactNode;
}

/** A headed part of a page. */
export const Section = ({ title, hint, action, children }: Props) => {
  const id = useId();
  return (
    <Box tag="section" aria-labelledby={id} paddingBottom={8}>
      <Flex justifyContent="space-between" alignItems="flex-end" gap={4} wrap="wrap">
        <Typography variant="beta" tag="h2" id={id}>
          {title}
        </Typography>
        {action}
      </Flex>
      {hint && (
        <Box paddingTop={1} data-no-print>
          <Typography variant="pi" textColor="neutral600" tag="p">
            {hint}
          </Typography>
        </Box>
      )}
      <Box paddingTop={3}>{children}</Box>
    </Box>
  );
};
