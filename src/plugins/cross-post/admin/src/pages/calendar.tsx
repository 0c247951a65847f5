import zhLocale from '@fullcalendar/core/locales/zh-cn';
import type {
  DatesSetArg,
  EventClickArg,
  EventContentArg,
  EventDropArg,
  EventInput,
} from '@fullcalendar/core';
import dayGridPlugin from '@fullcalendar/daygrid';
import interactionPlugin from '@fullcalendar/interaction';
import FullCalendar from '@fullcalendar/react';
import timeGridPlugin from '@fullcalendar/timegrid';
import {
  Box,
  Button,
  DateTimePicker,
  Field,
  Flex,
  Link,
  Modal,
  SingleSelect,
  SingleSelectOption,
  Typography,
} from '@strapi/design-system';
import { ArrowLeft } from '@strapi/icons';
import { Layouts, Page, useRBAC } from '@strapi/strapi/admin';
import { useCallback, useEffect, useMemo, useRef, useState, type CSSProperties } from 'react';
import { useIntl } from 'react-intl';
import { NavLink, useNavigate, useSearchParams } from 'react-router-dom';

import { Problem } from '../components/problem';
import { useAct } from '../components/use-act';
import type { CalendarEntry } from '../../../shared/contracts/flow';
import { PERMISSIONS } from '../plugin-id';
import { useChannels } from '../services/api';
import { useCalendar, useReschedule } from '../services/flow-api';
import { useText, useTime } from '../text';

const COLORS: Readonly<Record<CalendarEntry['lane'], string>> = {
  waiting: '#9a5b00',
  scheduled: '#3a4fc4',
  sending: '#3a4fc4',
  uncertain: '#7b3fa0',
  staged: '#0c6d7a',
  failed: '#b72b1a',
  done: '#2f6846',
  correction: '#9a5b00',
};
const LEGEND = ['waiting', 'scheduled', 'uncertain', 'staged', 'failed', 'done'] as const;
const ALL = 'all';
const VIEWS = { month: 'dayGridMonth', week: 'timeGridWeek' } as const;
const REFRESH_MS = 30_000;

// FullCalendar sets itself up anew when it is handed another object, whatever is in it.
const PLUGINS = [dayGridPlugin, timeGridPlugin, interactionPlugin];
const LOCALES = [zhLocale];
const TOOLBAR = {
  left: 'prev,next today',
  center: 'title',
  right: `${VIEWS.month},${VIEWS.week}`,
};
/** What the week shows first; what is shown as an hour and ends before it is no part of the day. */
const DAY_BEGINS = '07:30:00';
const CLOCK = { hour: '2-digit', minute: '2-digit', hour12: false } as const;

/** FullCalendar's own colours would be those of another site. */
const LOOK = {
  fontSize: '1.4rem',
  overflowX: 'auto',
  '--fc-button-bg-color': '#ffffff',
  '--fc-button-border-color': '#dcdce4',
  '--fc-button-text-color': '#32324d',
  '--fc-button-hover-bg-color': '#f6f6f9',
  '--fc-button-hover-border-color': '#c0c0cf',
  '--fc-button-active-bg-color': '#dbe7f7',
  '--fc-button-active-border-color': '#1d4f91',
  '--fc-today-bg-color': '#fdf6e3',
} as CSSProperties;

const LINE: CSSProperties = {
  padding: '1px 4px',
  overflow: 'hidden',
  textOverflow: 'ellipsis',
  whiteSpace: 'nowrap',
  fontSize: '1.2rem',
};

/** Time, platform and title in one line; the whole of it under the mouse. */
const eventLine = ({ timeText, event }: EventContentArg) => (
  <div style={LINE} title={`${timeText} ${event.title}`}>
    <strong>{timeText}</strong> {event.title}
  </div>
);

/** What the calendar shows, as it stands in the address. */
interface Shown {
  readonly view: 'month' | 'week';
  /** A day in the middle of it, `YYYY-MM-DD`. */
  readonly date: string;
}

const shownOf = ({ view }: DatesSetArg): Shown => {
  const middle = (view.currentStart.getTime() + view.currentEnd.getTime()) / 2;
  return {
    view: view.type === VIEWS.week ? 'week' : 'month',
    date: new Date(middle).toISOString().slice(0, 10),
  };
};

/** Another time by keyboard: what dragging does, for those who don't drag. */
const MoveModal = ({
  entry,
  onClose,
  onMove,
}: {
  readonly entry: CalendarEntry;
  readonly onClose: () => void;
  readonly onMove: (at: Date) => Promise<boolean>;
}) => {
  const text = useText();
  const time = useTime();
  const navigate = useNavigate();
  const { allowedActions } = useRBAC(PERMISSIONS);
  const [at, setAt] = useState<Date | undefined>(new Date(entry.at));
  const canMove = entry.canReschedule && allowedActions['canApprove'] === true;
  const move = async (): Promise<void> => {
    if (at && (await onMove(at))) onClose();
  };
  return (
    <Modal.Root open onOpenChange={(isOpen: boolean) => !isOpen && onClose()}>
      <Modal.Content>
        <Modal.Header>
          <Modal.Title>{entry.title}</Modal.Title>
        </Modal.Header>
        <Modal.Body>
          <Flex direction="column" alignItems="stretch" gap={4}>
            <Typography>
              {`${entry.channelName} · ${text(`state.${entry.state}`)} · ${time(entry.at)}`}
            </Typography>
            {canMove ? (
              <Field.Root name="at">
                <Field.Label>{text('schedule.time')}</Field.Label>
                <DateTimePicker
                  value={at}
                  onChange={(value) => setAt(value)}
                  step={5}
                  locale="zh-CN"
                />
              </Field.Root>
            ) : (
              <Typography textColor="neutral600">{text('calendar.fixed')}</Typography>
            )}
          </Flex>
        </Modal.Body>
        <Modal.Footer>
          <Button
            variant="tertiary"
            onClick={() => navigate(`/plugins/cross-post/posts/${entry.documentId}`)}
          >
            {text('action.open')}
          </Button>
          {canMove && <Button onClick={() => void move()}>{text('schedule.save')}</Button>}
        </Modal.Footer>
      </Modal.Content>
    </Modal.Root>
  );
};

/** What was and will be posted, by month or week; dragged to another time, or moved by keyboard. */
export const CalendarPage = () => {
  const text = useText();
  const { locale } = useIntl();
  const act = useAct();
  const { allowedActions } = useRBAC(PERMISSIONS);
  const [params, setParams] = useSearchParams();
  // Where the calendar begins; afterwards it leads and the address follows.
  const [first] = useState(() => ({
    view: params.get('view') === 'week' ? VIEWS.week : VIEWS.month,
    date: params.get('date') ?? undefined,
  }));
  const [range, setRange] = useState<{ from: string; to: string } | null>(null);
  const [opened, setOpened] = useState<CalendarEntry | null>(null);
  const [reschedule] = useReschedule();
  const channel = params.get('channel') ?? '';
  const { data: channels = [] } = useChannels();
  const wanted = { ...(range ?? { from: '', to: '' }), channel: channel || undefined };
  const { data, error, refetch } = useCalendar(wanted, {
    skip: !range,
    pollingInterval: REFRESH_MS,
    refetchOnMountOrArgChange: true,
  });
  const isMonth = params.get('view') !== 'week';
  const calendar = useRef<FullCalendar>(null);
  useEffect(() => {
    // The week gets its height only now, and with it something to scroll.
    if (!isMonth) calendar.current?.getApi().scrollToTime(DAY_BEGINS);
  }, [isMonth]);
  const mayMove = allowedActions['canApprove'] === true;
  const events = useMemo<EventInput[]>(
    () =>
      (data ?? []).map((entry) => ({
        id: entry.documentId,
        title: `${text(`kind.${entry.channelKind}`)} ${entry.title}`,
        start: entry.at,
        editable: mayMove && entry.canReschedule,
        backgroundColor: COLORS[entry.lane],
        borderColor: COLORS[entry.lane],
        textColor: '#ffffff',
        extendedProps: { entry },
      })),
    // `text` is made anew on every render and says the same.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [data, mayMove],
  );

  const move = (documentId: string, at: Date): Promise<boolean> =>
    act(
      reschedule({ documentId, wish: { kind: 'at', at: at.toISOString() } }),
      text('schedule.saved'),
    );
  // The calendar keeps its handlers; they find what is current here.
  const current = useRef({ move, setParams });
  useEffect(() => {
    current.current = { move, setParams };
  });
  const onDrop = useCallback(({ event, revert }: EventDropArg): void => {
    const { start, id } = event;
    if (!start) return revert();
    void current.current.move(id, start).then((isDone) => {
      if (!isDone) revert();
    });
  }, []);
  const onOpen = useCallback(({ event }: EventClickArg): void => {
    setOpened((event.extendedProps as { entry: CalendarEntry }).entry);
  }, []);
  const onDates = useCallback((dates: DatesSetArg): void => {
    const from = dates.start.toISOString();
    const to = dates.end.toISOString();
    setRange((before) => (before?.from === from && before.to === to ? before : { from, to }));
    const { view, date } = shownOf(dates);
    current.current.setParams(
      (before) => new URLSearchParams({ ...Object.fromEntries(before), view, date }),
      {
        replace: true,
      },
    );
  }, []);

  return (
    <Page.Main>
      <Page.Title>{text('calendar.title')}</Page.Title>
      <Layouts.Header
        title={text('calendar.title')}
        subtitle={text('calendar.subtitle')}
        navigationAction={
          <Link tag={NavLink} to=".." relative="path" startIcon={<ArrowLeft />}>
            {text('post.back')}
          </Link>
        }
      />
      <Layouts.Content>
        {error && <Problem error={error} onRetry={() => void refetch()} />}
        <Box paddingBottom={4} maxWidth="24rem">
          <Field.Root name="channel">
            <Field.Label>{text('filter.channel')}</Field.Label>
            <SingleSelect
              value={channel || ALL}
              onChange={(value) =>
                setParams((before) => {
                  const after = new URLSearchParams(before);
                  if (value === ALL) after.delete('channel');
                  else after.set('channel', String(value));
                  return after;
                })
              }
            >
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
        </Box>
        <Flex gap={4} wrap="wrap" paddingBottom={3} aria-label={text('calendar.legend')}>
          {LEGEND.map((lane) => (
            <Flex key={lane} gap={2}>
              <span
                aria-hidden
                style={{ width: 12, height: 12, borderRadius: 3, background: COLORS[lane] }}
              />
              <Typography variant="pi">{text(`lane.${lane}`)}</Typography>
            </Flex>
          ))}
        </Flex>
        <Box background="neutral0" hasRadius shadow="tableShadow" padding={5} style={LOOK}>
          <FullCalendar
            plugins={PLUGINS}
            locales={LOCALES}
            locale={locale.startsWith('zh') ? 'zh-cn' : 'en'}
            timeZone="local"
            initialView={first.view}
            {...(first.date ? { initialDate: first.date } : {})}
            headerToolbar={TOOLBAR}
            height={isMonth ? 'auto' : '72rem'}
            ref={calendar}
            scrollTime={DAY_BEGINS}
            nextDayThreshold={DAY_BEGINS}
            dayMaxEvents={6}
            nowIndicator
            allDaySlot={false}
            eventTimeFormat={CLOCK}
            slotLabelFormat={CLOCK}
            eventDisplay="block"
            eventContent={eventLine}
            eventInteractive
            events={events}
            eventDrop={onDrop}
            eventClick={onOpen}
            datesSet={onDates}
          />
        </Box>
        {opened && (
          <MoveModal
            entry={opened}
            onClose={() => setOpened(null)}
            onMove={(at) => move(opened.documentId, at)}
          />
        )}
      </Layouts.Content>
    </Page.Main>
  );
};
