import { Button, Field, Flex, TextInput } from '@strapi/design-system';
import { useNotification } from '@strapi/strapi/admin';
import { useState, type ChangeEvent, type FormEvent } from 'react';
import { styled } from 'styled-components';

import type { LimitSetting } from '../../../shared/contracts/settings';
import { changedLimits, limitProblem, type TypedLimits } from '../domain/limits';
import { useSetLimits } from '../services/api';
import { useIsChinese, useText } from '../text';
import { Failure } from './failure';
import { Panel } from './panel';

const Fields = styled.div`
  display: grid;
  grid-template-columns: repeat(auto-fill, minmax(30rem, 1fr));
  gap: 2.4rem;
`;

interface LimitFieldProps {
  readonly limit: LimitSetting;
  readonly value: string;
  readonly error: string | undefined;
  readonly onType: (id: string, value: string) => void;
}

const LimitField = ({ limit, value, error, onType }: LimitFieldProps) => {
  const text = useText();
  const isChinese = useIsChinese();
  return (
    <Field.Root
      name={limit.id}
      error={error}
      hint={text('settings.limitHint', {
        min: limit.min,
        max: limit.max,
        default: limit.default,
        basis: limit.basis,
      })}
    >
      <Field.Label>
        {text('settings.label', {
          name: isChinese ? limit.name : limit.nameEn,
          unit: text(`settings.unit.${limit.unit}`),
        })}
      </Field.Label>
      <TextInput
        inputMode="numeric"
        value={value}
        placeholder={String(limit.default)}
        onChange={({ target }: ChangeEvent<HTMLInputElement>) => onType(limit.id, target.value)}
      />
      <Field.Error />
      <Field.Hint />
    </Field.Root>
  );
};

/** The limits of the check; an empty field is the default. */
export const LimitForm = ({ limits }: { readonly limits: readonly LimitSetting[] }) => {
  const text = useText();
  const [typed, setTyped] = useState<TypedLimits>({});
  const [save, { isLoading, error }] = useSetLimits();
  const { toggleNotification } = useNotification();
  const problems = new Map(limits.map((limit) => [limit.id, limitProblem(limit, limits, typed)]));
  const changes = changedLimits(limits, typed);
  const isReady =
    Object.keys(changes).length > 0 && [...problems.values()].every((problem) => problem === null);

  const problemOf = (limit: LimitSetting): string | undefined => {
    const problem = problems.get(limit.id);
    return problem
      ? text(`settings.problem.${problem}`, { min: limit.min, max: limit.max })
      : undefined;
  };
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!isReady) return;
    const answer = await save(changes);
    if (!('error' in answer)) {
      toggleNotification({ type: 'success', message: text('settings.saved') });
    }
  };

  return (
    <Panel>
      <form onSubmit={(event) => void submit(event)} noValidate>
        <Fields>
          {limits.map((limit) => (
            <LimitField
              key={limit.id}
              limit={limit}
              value={typed[limit.id] ?? String(limit.value)}
              error={problemOf(limit)}
              onType={(id, value) => setTyped((before) => ({ ...before, [id]: value.trim() }))}
            />
          ))}
        </Fields>
        <Flex paddingTop={5} gap={4} data-no-print>
          <Button type="submit" disabled={!isReady} loading={isLoading}>
            {text('settings.save')}
          </Button>
          <Failure error={error} />
        </Flex>
      </form>
    </Panel>
  );
};
