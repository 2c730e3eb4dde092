package org.countersign.api;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.countersign.learning.Brought;
import org.countersign.prediction.LearnerUnavailable;
import org.countersign.security.CurrentActor;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

/** The one fault of a brought model that cannot be had on a machine where its runtime loads. */
class BroughtFaultTests {

    @Test
    void saysThatThisMachineCannotAskSuchModels() throws Exception {
        var missing = mock(LearnerUnavailable.class);
        when(missing.getMessage()).thenReturn("its native library does not load");
        var brought = mock(Brought.class);
        when(brought.bring(any(), any(), any(), any())).thenThrow(missing);
        var actor = mock(CurrentActor.class);
        when(actor.name()).thenReturn("owner");
        var door = MockMvcBuilders.standaloneSetup(new BroughtController(brought, actor, new ObjectMapper()))
                .setControllerAdvice(new Problems())
                .build();

        door.perform(post("/api/v1/use-cases/credit/models")
                        .queryParam("declaration", """
                                {"input": "x", "output": "p", "labels": ["a", "b"], "columns": [{"field": "f"}]}""")
                        .contentType(MediaType.APPLICATION_OCTET_STREAM)
                        .content(new byte[] {1}))
                .andExpect(status().isNotImplemented())
                .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON))
                .andExpect(jsonPath("$.detail").value("its native library does not load"));
    }
}
