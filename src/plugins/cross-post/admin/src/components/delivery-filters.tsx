import {
  Box,
  Field,
  Flex,
  Searchbar,
  SearchForm,
  SingleSelect,
  SingleSelectOption,
} from '@strapi/design-system';
import { useState, type ChangeEvent, type FormEvent } from 'react';

import { DELIVERY_STATES, type ChannelSummary } from '../../../shared/contracts/deliveries';
import { LANE_STATES } from '../../../shared/contracts/flow';
import { useText } from '../text';

const ALL = 'all';

/** States to choose from: of the lane that is shown, or all. */
const statesIn = (lane: string): readonly (typeof DELIVERY_STATES)[number][] =>
  lane in LANE_STATES ? LANE_STATES[lane as keyof typeof LANE_STATES] : DELIVERY_STATES;

interface Props {
  /** '' for all. */
  readonly lane: string;
  readonly state: string;
  readonly channel: string;
  readonly search: string;
  readonly channels: readonly ChannelSummary[];
  readonly onChange: (changes: Readonly<Record<string, string>>) => void;
}

/** Narrows the list by state, account and title; the choice stands in the address. */
export const DeliveryFilters = ({ lane, state, channel, search, channels, onChange }: Props) => {
  const text = useText();
  const [typed, setTyped] = useState(search);
  const pick = (name: string) => (value: string | number) =>
    onChange({ [name]: value === ALL ? '' : String(value) });

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onChange({ q: typed.trim() });
  };
  const clear = (): void => {
    setTyped('');
    onChange({ q: '' });
  };

  return (
    <Flex gap={4} alignItems="flex-end" wrap="wrap">
      <Field.Root name="state" width="16rem">
        <Field.Label>{text('filter.state')}</Field.Label>
        <SingleSelect value={state || ALL} onChange={pick('state')}>
          {[
            <SingleSelectOption key={ALL} value={ALL}>
              {text('filter.allStates')}
            </SingleSelectOption>,
            ...statesIn(lane).map((option) => (
              <SingleSelectOption key={option} value={option}>
                {text(`state.${option}`)}
              </SingleSelectOption>
            )),
          ]}
        </SingleSelect>
      </Field.Root>
      <Field.Root name="channel" width="20rem">
        <Field.Label>{text('filter.channel')}</Field.Label>
        <SingleSelect value={channel || ALL} onChange={pick('channel')}>
          {[
            <SingleSelectOption key={ALL} value={ALL}>
              {text('filter.allChannels')}
            </SingleSelectOption>,
            ...channels.map(({ documentId, name, kind }) => (
              <SingleSelectOption key={documentId} value={documentId}>
                {`${text(`kind.${kind}`)} · ${name}`}
              </SingleSelectOption>
            )),
          ]}
        </SingleSelect>
      </Field.Root>
      <Box width="28rem">
        <SearchForm onSubmit={submit}>
          <Searchbar
            name="q"
            value={typed}
            maxLength={100}
            placeholder={text('filter.search')}
            clearLabel={text('filter.clear')}
            onChange={({ target }: ChangeEvent<HTMLInputElement>) => setTyped(target.value)}
            onClear={clear}
          >
            {text('filter.search')}
          </Searchbar>
        </SearchForm>
      </Box>
    </Flex>
  );
};
