import zhLocale from '@fullcalendar/core/locales/zh-cn';
import type { EventDropArg, EventInput } from '@fullcalendar/core';
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
  Typography,
} from '@strapi/design-system';
import { ArrowLeft } from '@strapi/icons';
import { Layouts, Page, useRBAC } from '@strapi/strapi/admin';
import { useMemo, useState } from 'react';
import { useIntl } from 'react-intl';
import { NavLink, useNavigate, useSearchParams } from 'react-router-dom';

import { Problem } from '../components/problem';
import { useAct } from '../components/use-act';
import type { CalendarEntry } from '../../../shared/contracts/flow';
import { PERMISSIONS } from '../plugin-id';
import { useCalendar, useReschedule } from '../services/flow-api';
import { useText, useTime } from '../text';

const COLORS: Readonly<Record<CalendarEntry['lane'], string>> = {
  waiting: '#9a5b00',
  scheduled: '#3a4fc4',
  sending: '#3a4fc4',
  uncertain: '#9a5b00',
  failed: '#b72b1a',
  done: '#2f6846',
  correction: '#9a5b00',
};
const VIEWS = { month: 'dayGridMonth', week: 'timeGridWeek' } as const;
const REFRESH_MS = 30_000;

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
  const [range, setRange] = useState<{ from: string; to: string } | null>(null);
  const [opened, setOpened] = useState<CalendarEntry | null>(null);
  const [reschedule] = useReschedule();
  const { data, error, refetch } = useCalendar(range ?? { from: '', to: '' }, {
    skip: !range,
    pollingInterval: REFRESH_MS,
    refetchOnMountOrArgChange: true,
  });
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
  const drop = async ({ event, revert }: EventDropArg): Promise<void> => {
    if (!event.start || !(await move(event.id, event.start))) revert();
  };

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
        <Box background="neutral0" hasRadius shadow="tableShadow" padding={5}>
          <FullCalendar
            plugins={[dayGridPlugin, timeGridPlugin, interactionPlugin]}
            locales={[zhLocale]}
            locale={locale.startsWith('zh') ? 'zh-cn' : 'en'}
            timeZone="local"
            initialView={params.get('view') === 'week' ? VIEWS.week : VIEWS.month}
            {...(params.get('date') ? { initialDate: params.get('date') ?? '' } : {})}
            headerToolbar={{
              left: 'prev,next today',
              center: 'title',
              right: `${VIEWS.month},${VIEWS.week}`,
            }}
            height="auto"
            dayMaxEvents={6}
            nowIndicator
            allDaySlot={false}
            slotMinTime="07:00:00"
            slotMaxTime="23:00:00"
            eventTimeFormat={{ hour: '2-digit', minute: '2-digit', hour12: false }}
            slotLabelFormat={{ hour: '2-digit', minute: '2-digit', hour12: false }}
            eventDisplay="block"
            eventInteractive
            events={events}
            eventDrop={(dropped) => void drop(dropped)}
            eventClick={({ event }) =>
              setOpened((event.extendedProps as { entry: CalendarEntry }).entry)
            }
            datesSet={({ start, end, view }) => {
              setRange({ from: start.toISOString(), to: end.toISOString() });
              setParams(
                (before) => {
                  const after = new URLSearchParams(before);
                  after.set('view', view.type === VIEWS.week ? 'week' : 'month');
                  const middle = new Date(
                    (view.currentStart.getTime() + view.currentEnd.getTime()) / 2,
                  );
                  after.set('date', middle.toISOString().slice(0, 10));
                  return after;
                },
                { replace: true },
              );
            }}
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
