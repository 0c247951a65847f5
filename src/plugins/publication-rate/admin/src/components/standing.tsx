import { Flex, Status, Typography } from '@strapi/design-system';

import { fromFen, toFen } from '../../../../../shared/money';
import { isTimely } from '../domain/item-state';
import { grouped, isZero } from '../format';
import type { Figure } from '../services/api';
import { useText, type TextKey } from '../text';

type Words = [
  variant: 'neutral' | 'success' | 'danger',
  key: TextKey,
  values?: Record<string, string>,
];

const wordsOf = (figure: Figure): Words | null => {
  const { measure, numerator, denominator } = figure;
  if (numerator === undefined || denominator === undefined) return null;
  if (isZero(denominator)) return ['neutral', 'standing.none'];
  if (numerator === denominator) return ['success', 'standing.complete'];
  if (measure === 'amount-rate') {
    const amount = grouped(fromFen(toFen(denominator) - toFen(numerator)));
    return ['danger', 'standing.shortAmount', { amount }];
  }
  const count = grouped(String(BigInt(denominator) - BigInt(numerator)));
  return ['danger', isTimely(figure) ? 'standing.late' : 'standing.short', { count }];
};

/** How much a rate lacks, in words; its colour says no more than they do. */
export const Standing = ({ figure }: { readonly figure: Figure }) => {
  const text = useText();
  const words = wordsOf(figure);
  if (!words) return null;
  const [variant, key, values] = words;
  return (
    <Flex>
      <Status variant={variant} size="S">
        <Typography variant="pi" fontWeight="bold">
          {text(key, values)}
        </Typography>
      </Status>
    </Flex>
  );
};
