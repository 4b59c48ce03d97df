package dev.showwise.migrate.testkit.internal;

import static dev.showwise.migrate.schema.Column.column;
import static dev.showwise.migrate.schema.ColumnType.integer;
import static dev.showwise.migrate.schema.SchemaChange.addColumn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.showwise.migrate.ExecutionOptions;
import dev.showwise.migrate.Migration;
import dev.showwise.migrate.ReversibleMigration;
import dev.showwise.migrate.SchemaMigration;
import dev.showwise.migrate.schema.SchemaChange;
import java.util.List;
import org.junit.jupiter.api.Test;

class ObservedTest {
  private static final ExecutionOptions OUTSIDE = ExecutionOptions.DEFAULT.outsideTransaction();

  @Test
  void the_way_back_is_tried_as_it_wants_to_be_run() {
    Migration real = new BackOutside();

    Migration observed = Observed.watched(real, new Work());

    assertThat(observed.options()).isEqualTo(real.options()).isNotEqualTo(OUTSIDE);
    assertThat(observed)
        .asInstanceOf(type(ReversibleMigration.class))
        .extracting(ReversibleMigration::optionsOnRevert)
        .isEqualTo(OUTSIDE);
  }

  private static final class BackOutside extends SchemaMigration {
    BackOutside() {
      super("crew", "1", "back-outside", "undone outside a transaction");
    }

    @Override
    protected List<SchemaChange> changes() {
      return List.of(addColumn("crew", column("shoe_size", integer())));
    }

    @Override
    public ExecutionOptions optionsOnRevert() {
      return OUTSIDE;
    }
  }
}
