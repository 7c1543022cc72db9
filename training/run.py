"""One command a stage: `python -m training.run data|stage1|stage2|stage3|stage4|stage5|stage6|export|evaluate|all`."""
import argparse
import os
from pathlib import Path


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('what', choices=['data', 'stage1', 'stage2', 'stage3', 'stage4', 'stage5', 'stage6', 'export', 'evaluate', 'all'])
    parser.add_argument('--shards', default='2:6,3:22', help='stage:count,... for `data`')
    parser.add_argument('--stage', type=int, default=6, help='the newest stage whose checkpoint `export` may take')
    parser.add_argument('--tokens', type=int, help='how many tokens a stage sees')
    parser.add_argument('--rate', type=float, help='learning rate of a stage, where it is not the planned one')
    parser.add_argument('--threads', type=int, default=2)
    parser.add_argument('--scenes', type=int, default=400, help='scenes of each test split')
    parser.add_argument('--seeds', choices=['test', 'validation'], default='test', help='which held-out scenes `evaluate` asks about')
    parser.add_argument('--folder', type=Path, help='what `evaluate` measures: an export, or a pack as it is served; runs/export when left out')
    parser.add_argument('--media', help='picture,video,sound,video with sound: only these')
    parser.add_argument('--splits', help='seen,unseen phrasing,unseen words: only these')
    parser.add_argument('--unmeasured', action='store_true', help='`evaluate` leaves pointers as the decoder wrote them')
    parser.add_argument('--prompts', type=int, default=1000, help='how many odd prompts `evaluate` tries')
    args = parser.parse_args()
    from . import data, export
    export.threads = args.threads
    if not data.TOKENIZER.exists():
        data.train_tokenizer()
    if args.what == 'data':
        for part in args.shards.split(','):
            stage, count = map(int, part.split(':'))
            for shard in range(count):
                data.make_shard(stage, shard)
                print('stage', stage, 'shard', shard, 'pid', os.getpid(), flush=True)
    for stage in (1, 2, 3, 4, 5, 6):
        if args.what in (f'stage{stage}', 'all'):
            from . import train
            train.run(stage, args.tokens, args.threads, args.rate)
    if args.what in ('export', 'all'):
        export.main(args.stage)
    if args.what in ('evaluate', 'all'):
        from . import evaluate
        chosen = {name: tuple(value.split(',')) for name, value in (('media', args.media), ('splits', args.splits)) if value}
        evaluate.main(args.scenes, args.seeds, args.folder or evaluate.OUT, prompts=args.prompts, measuring=not args.unmeasured, **chosen)


if __name__ == '__main__':
    main()
